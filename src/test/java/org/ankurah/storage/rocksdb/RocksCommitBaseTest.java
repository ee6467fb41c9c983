package org.ankurah.storage.rocksdb;

import org.ankurah.storage.CommitBaseContract;
import org.ankurah.storage.EngineUnderTest;

class RocksCommitBaseTest extends CommitBaseContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
