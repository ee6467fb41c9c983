package org.ankurah.storage.postgres;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.PastContract;
import org.ankurah.storage.StateReader;
import org.ankurah.storage.StorageEngine;

/** A past so long ago that the tables, and not the log, are gone through for what has changed since. */
class PostgresLongPastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }

    @Override
    protected StateReader at(StorageEngine engine, long position) {
        return ((PostgresEngine) engine).at(position, 0);
    }

    @Override
    protected int questions() {
        return 5;
    }
}
