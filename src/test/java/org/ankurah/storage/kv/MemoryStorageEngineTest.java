package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngineContract;

class MemoryStorageEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }
}
