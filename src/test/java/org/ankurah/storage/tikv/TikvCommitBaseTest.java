package org.ankurah.storage.tikv;

import org.ankurah.storage.CommitBaseContract;
import org.ankurah.storage.EngineUnderTest;

class TikvCommitBaseTest extends CommitBaseContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
