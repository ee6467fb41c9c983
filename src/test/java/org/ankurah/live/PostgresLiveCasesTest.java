package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.postgres.PostgresUnderTest;
import org.junit.jupiter.api.Nested;

class PostgresLiveCasesTest {

    @Nested
    class Operators extends OperatorCases {
        @Override
        EngineUnderTest store() {
            return new PostgresUnderTest(getClass());
        }
    }

    @Nested
    class Windows extends WindowCases {
        @Override
        EngineUnderTest store() {
            return new PostgresUnderTest(getClass());
        }
    }

    @Nested
    class References extends ReferenceCases {
        @Override
        EngineUnderTest store() {
            return new PostgresUnderTest(getClass());
        }
    }

    @Nested
    class Resumes extends ResumeCases {
        @Override
        EngineUnderTest store() {
            return new PostgresUnderTest(getClass());
        }
    }
}
