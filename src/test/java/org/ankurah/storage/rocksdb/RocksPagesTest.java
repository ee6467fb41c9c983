package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StoragePagesContract;

class RocksPagesTest extends StoragePagesContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
