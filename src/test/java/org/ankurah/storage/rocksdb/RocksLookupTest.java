package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageLookupContract;

class RocksLookupTest extends StorageLookupContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
