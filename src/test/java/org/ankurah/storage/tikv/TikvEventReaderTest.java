package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.EventReaderContract;

class TikvEventReaderTest extends EventReaderContract {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
