package org.ankurah.storage.kv;

import org.ankurah.storage.EngineQueryCases;
import org.ankurah.storage.EngineUnderTest;

class MemoryStorageQueryCasesTest extends EngineQueryCases {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }
}
