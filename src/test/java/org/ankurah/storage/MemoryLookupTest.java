package org.ankurah.storage;

class MemoryLookupTest extends StorageLookupContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
