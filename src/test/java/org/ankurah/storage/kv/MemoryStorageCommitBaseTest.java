package org.ankurah.storage.kv;

import org.ankurah.storage.CommitBaseContract;
import org.ankurah.storage.EngineUnderTest;

class MemoryStorageCommitBaseTest extends CommitBaseContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }
}
