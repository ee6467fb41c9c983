package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StoragePurgeContract;

class TikvPurgeTest extends StoragePurgeContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
