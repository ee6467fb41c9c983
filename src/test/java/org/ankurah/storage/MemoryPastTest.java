package org.ankurah.storage;

class MemoryPastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }

    @Override
    protected int questions() {
        return 40;
    }
}
