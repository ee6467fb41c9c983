package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.rocksdb.RocksUnderTest;

class RocksHealthTest extends HealthContract {

    @Override
    EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
