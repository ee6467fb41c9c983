package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.PastContract;

class TikvPastTest extends PastContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }

    @Override
    protected int questions() {
        return 2;
    }
}
