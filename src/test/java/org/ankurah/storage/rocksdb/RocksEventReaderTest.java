package org.ankurah.storage.rocksdb;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.EventReaderContract;

class RocksEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new RocksUnderTest();
    }
}
