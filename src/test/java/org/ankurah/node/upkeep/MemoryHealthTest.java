package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.MemoryUnderTest;

class MemoryHealthTest extends HealthContract {

    @Override
    EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
