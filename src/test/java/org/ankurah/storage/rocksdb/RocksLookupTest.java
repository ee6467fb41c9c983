package org.ankurah.storage.rocksdb;

import org.ankurah.storage.StorageLookupContract;
import org.ankurah.storage.EngineUnderTest;

class RocksLookupTest extends StorageLookupContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
