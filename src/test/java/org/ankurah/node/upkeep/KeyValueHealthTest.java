package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStorageUnderTest;

class KeyValueHealthTest extends HealthContract {

    @Override
    EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }
}
