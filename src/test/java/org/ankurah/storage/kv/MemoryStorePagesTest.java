package org.ankurah.storage.kv;

import org.ankurah.storage.StoragePagesContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStorePagesTest extends StoragePagesContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }
}
