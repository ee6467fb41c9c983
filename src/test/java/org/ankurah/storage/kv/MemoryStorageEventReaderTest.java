package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.EventReaderContract;

class MemoryStorageEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }
}
