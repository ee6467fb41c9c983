package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStorageUnderTest;

class KeyValueDamageTest extends DamageContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new MemoryStorageUnderTest();
    }
}
