package org.ankurah.storage.rocksdb;

import org.ankurah.storage.StorageEngineContract;
import org.ankurah.storage.EngineUnderTest;

class RocksEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
