package org.ankurah.storage;

class MemorySightTest extends SightContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }

    @Override
    protected int questions() {
        return 60;
    }
}
