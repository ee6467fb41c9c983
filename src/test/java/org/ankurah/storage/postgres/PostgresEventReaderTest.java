package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.EventReaderContract;

class PostgresEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }
}
