package org.ankurah.storage;

class MemoryPagesTest extends StoragePagesContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
