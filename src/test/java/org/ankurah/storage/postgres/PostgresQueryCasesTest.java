package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineQueryCases;
import org.ankurah.storage.EngineUnderTest;

class PostgresQueryCasesTest extends EngineQueryCases {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }
}
