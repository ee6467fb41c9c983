package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StoragePagesContract;

class TikvPagesTest extends StoragePagesContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
