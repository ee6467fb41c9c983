package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StoragePurgeContract;

class MemoryStoragePurgeTest extends StoragePurgeContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }
}
