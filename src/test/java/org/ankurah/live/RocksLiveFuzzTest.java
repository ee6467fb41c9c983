package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.rocksdb.RocksUnderTest;

class RocksLiveFuzzTest extends LiveFuzz {

    RocksLiveFuzzTest() {
        super(20);
    }

    @Override
    EngineUnderTest store() {
        return new RocksUnderTest();
    }
}
