package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.postgres.PostgresUnderTest;

class PostgresLiveFuzzTest extends LiveFuzz {

    PostgresLiveFuzzTest() {
        super(10);
    }

    @Override
    EngineUnderTest store() {
        return new PostgresUnderTest(getClass());
    }
}
