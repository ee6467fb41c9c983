package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.SightContract;

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
