package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.MemoryUnderTest;

class MemoryDamageTest extends DamageContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new MemoryUnderTest();
    }
}
