package org.ankurah.node;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.MemoryUnderTest;

class MemoryFollowingTest extends FollowingCases {

    @Override
    EngineUnderTest newStore() {
        return new MemoryUnderTest();
    }
}
