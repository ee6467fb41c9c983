package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.rocksdb.RocksUnderTest;

class RocksDamageTest extends DamageContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new RocksUnderTest();
    }
}
