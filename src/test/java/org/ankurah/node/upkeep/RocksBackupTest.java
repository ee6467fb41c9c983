package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.rocksdb.RocksUnderTest;

class RocksBackupTest extends BackupContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new RocksUnderTest();
    }
}
