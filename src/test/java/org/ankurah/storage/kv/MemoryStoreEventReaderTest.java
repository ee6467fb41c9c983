package org.ankurah.storage.kv;

import org.ankurah.storage.EventReaderContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStoreEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }
}
