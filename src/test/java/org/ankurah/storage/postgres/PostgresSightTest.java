package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.SightContract;

class PostgresSightTest extends SightContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }

    @Override
    protected int questions() {
        return 25;
    }
}
