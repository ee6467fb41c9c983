package org.ankurah.live;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.rocksdb.RocksUnderTest;
import org.junit.jupiter.api.Nested;

class RocksLiveCasesTest {

    @Nested
    class Operators extends OperatorCases {
        @Override
        EngineUnderTest store() {
            return new RocksUnderTest();
        }
    }

    @Nested
    class Windows extends WindowCases {
        @Override
        EngineUnderTest store() {
            return new RocksUnderTest();
        }
    }

    @Nested
    class References extends ReferenceCases {
        @Override
        EngineUnderTest store() {
            return new RocksUnderTest();
        }
    }

    @Nested
    class Resumes extends ResumeCases {
        @Override
        EngineUnderTest store() {
            return new RocksUnderTest();
        }
    }
}
