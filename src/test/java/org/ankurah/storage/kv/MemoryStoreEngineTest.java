package org.ankurah.storage.kv;

import org.ankurah.storage.StorageEngineContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStoreEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }
}
