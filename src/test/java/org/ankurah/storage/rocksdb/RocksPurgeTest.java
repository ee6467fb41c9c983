package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StoragePurgeContract;

class RocksPurgeTest extends StoragePurgeContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
