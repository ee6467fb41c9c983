package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.EventReaderContract;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

class PostgresEventReaderTest extends EventReaderContract {

    private static final int LARGE = 9 << 20;

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }

    @Test
    void largeEventsComeAFewAtATime() {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            StorageEngine engine = under.engine();
            engine.open(TestModels.ALL).await().indefinitely();
            TestWriter writer = new TestWriter(engine);
            for (String name : List.of("a", "b", "c")) {
                writer.create(TestModels.MAKER, Map.of("name", new Value.Str(name.repeat(LARGE))));
            }
            StoreView view = engine.upkeep().view().await().indefinitely();

            assertThat(engine.log(0, 10).await().indefinitely())
                    .extracting(CommittedEvent::position)
                    .containsExactly(1L, 2L);
            assertThat(view.byPosition(1, 10).await().indefinitely())
                    .extracting(StoredEvent::position)
                    .containsExactly(2L, 3L);
            assertThat(view.byEntity(Place.START, 10).await().indefinitely()).hasSize(2);
            view.close().await().indefinitely();
        }
    }
}
