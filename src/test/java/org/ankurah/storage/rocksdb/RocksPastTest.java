package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.PastContract;

class RocksPastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }

    @Override
    protected int questions() {
        return 20;
    }
}
