package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.MemoryUnderTest;
import org.junit.jupiter.api.Nested;

class MemoryLiveCasesTest {

    @Nested
    class Operators extends OperatorCases {
        @Override
        EngineUnderTest store() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    class Windows extends WindowCases {
        @Override
        EngineUnderTest store() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    class References extends ReferenceCases {
        @Override
        EngineUnderTest store() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    class Resumes extends ResumeCases {
        @Override
        EngineUnderTest store() {
            return new MemoryUnderTest();
        }
    }
}
