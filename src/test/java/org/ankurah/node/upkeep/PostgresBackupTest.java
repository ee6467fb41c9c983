package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.postgres.PostgresUnderTest;

class PostgresBackupTest extends BackupContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new PostgresUnderTest(name);
    }
}
