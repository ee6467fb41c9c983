package org.ankurah.storage.postgres;

import org.ankurah.storage.CommitBaseContract;
import org.ankurah.storage.EngineUnderTest;

class PostgresCommitBaseTest extends CommitBaseContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }
}
