package org.ankurah.storage;

class MemoryEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
