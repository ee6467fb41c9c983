package org.ankurah.storage.kv;

import org.ankurah.storage.StorageLookupContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStoreLookupTest extends StorageLookupContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }
}
