package org.ankurah.storage;

class MemoryPurgeTest extends StoragePurgeContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
