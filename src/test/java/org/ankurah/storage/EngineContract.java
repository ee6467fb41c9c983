package org.ankurah.storage;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the contracts of storage engines have in common: an open engine on an empty store before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineContract {

    protected EngineUnderTest under;
    protected StorageEngine engine;
    protected TestWriter writer;

    protected abstract EngineUnderTest underTest();

    @BeforeAll
    void start() {
        under = underTest();
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @BeforeEach
    void openEmpty() {
        under.clear();
        engine = under.engine();
        engine.open(TestModels.ALL).await().atMost(Duration.ofSeconds(60));
        writer = new TestWriter(engine);
    }
}
