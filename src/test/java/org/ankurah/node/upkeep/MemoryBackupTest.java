package org.ankurah.node.upkeep;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.MemoryUnderTest;

class MemoryBackupTest extends BackupContract {

    @Override
    EngineUnderTest underTest(Class<?> name) {
        return new MemoryUnderTest();
    }
}
