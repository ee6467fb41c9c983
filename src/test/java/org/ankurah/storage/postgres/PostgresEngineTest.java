package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngineContract;

class PostgresEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }
}
