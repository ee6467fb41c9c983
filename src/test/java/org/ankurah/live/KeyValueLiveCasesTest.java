package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.kv.MemoryStorageUnderTest;
import org.junit.jupiter.api.Nested;

class KeyValueLiveCasesTest {

    @Nested
    class Operators extends OperatorCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStorageUnderTest();
        }
    }

    @Nested
    class Windows extends WindowCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStorageUnderTest();
        }
    }

    @Nested
    class References extends ReferenceCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStorageUnderTest();
        }
    }

    @Nested
    class Resumes extends ResumeCases {
        @Override
        EngineUnderTest store() {
            return new MemoryStorageUnderTest();
        }
    }
}
