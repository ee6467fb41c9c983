package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.PastContract;

class MemoryStoragePastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStorageUnderTest();
    }

    @Override
    protected int questions() {
        return 40;
    }
}
