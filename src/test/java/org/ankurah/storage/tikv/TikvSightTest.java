package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.SightContract;

class TikvSightTest extends SightContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }

    @Override
    protected int questions() {
        return 3;
    }
}
