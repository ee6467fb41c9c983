package org.ankurah.storage;

class MemoryCommitBaseTest extends CommitBaseContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryUnderTest();
    }
}
