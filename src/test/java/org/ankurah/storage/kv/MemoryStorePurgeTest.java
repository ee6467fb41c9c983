package org.ankurah.storage.kv;

import org.ankurah.storage.StoragePurgeContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStorePurgeTest extends StoragePurgeContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }
}
