package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineQueryCases;
import org.ankurah.storage.EngineUnderTest;

class RocksQueryCasesTest extends EngineQueryCases {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
