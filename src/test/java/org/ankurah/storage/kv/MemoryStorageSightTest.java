package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.SightContract;

class MemoryStorageSightTest extends SightContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }

    @Override
    protected int questions() {
        return 60;
    }
}
