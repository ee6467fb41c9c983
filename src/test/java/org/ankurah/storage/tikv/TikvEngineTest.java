package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngineContract;

class TikvEngineTest extends StorageEngineContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
