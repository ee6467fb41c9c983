package org.ankurah.storage;

class MemoryEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
