package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.PastContract;

class PostgresPastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }

    @Override
    protected int questions() {
        return 15;
    }
}
