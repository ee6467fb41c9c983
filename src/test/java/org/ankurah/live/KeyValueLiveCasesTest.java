package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStoreUnderTest;
import org.junit.jupiter.api.Nested;

class KeyValueLiveCasesTest {

    @Nested
    class Operators extends OperatorCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStoreUnderTest();
        }
    }

    @Nested
    class Windows extends WindowCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStoreUnderTest();
        }
    }

    @Nested
    class References extends ReferenceCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStoreUnderTest();
        }
    }

    @Nested
    class Resumes extends ResumeCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStoreUnderTest();
        }
    }
}
