package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStoreUnderTest;

class KeyValueBackupTest extends BackupContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new MemoryStoreUnderTest();
    }
}
