package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngineContract;

class RocksEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
