package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStorageUnderTest;

class KeyValueLiveFuzzTest extends LiveFuzz {

    KeyValueLiveFuzzTest() {
        super(20);
    }

    @Override
    EngineUnderTest store() {
        return new MemoryStorageUnderTest();
    }
}
