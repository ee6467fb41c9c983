package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageLookupContract;

class TikvLookupTest extends StorageLookupContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
