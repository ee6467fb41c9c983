package org.ankurah.storage;

class MemoryQueryCasesTest extends EngineQueryCases {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
