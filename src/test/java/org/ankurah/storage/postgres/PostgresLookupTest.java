package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageLookupContract;

class PostgresLookupTest extends StorageLookupContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }
}
