package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EventReaderContract;
import org.ankurah.storage.EngineUnderTest;

class RocksEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
