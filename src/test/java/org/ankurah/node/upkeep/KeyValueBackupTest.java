package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStorageUnderTest;

class KeyValueBackupTest extends BackupContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new MemoryStorageUnderTest();
    }
}
