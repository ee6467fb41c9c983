package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.PastContract;

class MemoryStorePastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new MemoryStoreUnderTest();
    }

    @Override
    protected int questions() {
        return 40;
    }
}
