package org.ankurah.storage.rocksdb;

import org.ankurah.storage.StoragePurgeContract;
import org.ankurah.storage.EngineUnderTest;

class RocksPurgeTest extends StoragePurgeContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
