package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.SightContract;

class RocksSightTest extends SightContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }

    @Override
    protected int questions() {
        return 30;
    }
}
