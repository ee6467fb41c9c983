package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.postgres.PostgresUnderTest;

class PostgresHealthTest extends HealthContract {

    @Override
    EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }
}
