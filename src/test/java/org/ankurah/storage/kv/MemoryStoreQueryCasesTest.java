package org.ankurah.storage.kv;

import org.ankurah.storage.EngineQueryCases;
import org.ankurah.storage.EngineUnderTest;

class MemoryStoreQueryCasesTest extends EngineQueryCases {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }
}
