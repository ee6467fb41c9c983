package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.MemoryUnderTest;

class MemoryLiveFuzzTest extends LiveFuzz {

    MemoryLiveFuzzTest() {
        super(60);
    }

    @Override
    EngineUnderTest store() {
        return new MemoryUnderTest();
    }
}
