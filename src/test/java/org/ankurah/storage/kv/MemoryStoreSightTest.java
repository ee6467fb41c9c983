package org.ankurah.storage.kv;

import org.ankurah.storage.SightContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStoreSightTest extends SightContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }

    @Override
    protected int questions() {
        return 60;
    }
}
