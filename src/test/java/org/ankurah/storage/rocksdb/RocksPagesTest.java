package org.ankurah.storage.rocksdb;

import org.ankurah.storage.StoragePagesContract;
import org.ankurah.storage.EngineUnderTest;

class RocksPagesTest extends StoragePagesContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
