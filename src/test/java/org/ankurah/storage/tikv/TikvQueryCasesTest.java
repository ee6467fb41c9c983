package org.ankurah.storage.tikv;

import org.ankurah.storage.EngineQueryCases;
import org.ankurah.storage.EngineUnderTest;

class TikvQueryCasesTest extends EngineQueryCases {

    @Override
    protected EngineUnderTest underTest() {
        return new TikvUnderTest();
    }
}
