package org.ankurah.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.ankurah.query.Selection;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a store is closed. */
class RocksReopenedTest {

    @TempDir
    Path directory;

    @Test
    void everythingIsFoundAgain() {
        try (RocksUnderTest under = new RocksUnderTest()) {
            StorageEngine engine = under.engine();
            await(engine.open(TestModels.ALL));
            TestWriter writer = new TestWriter(engine);
            Ulid maker = writer.create(TestModels.MAKER, Map.of("name", new Value.Str("m")));
            Ulid other = writer.create(TestModels.MAKER, Map.of("name", new Value.Str("n")));
            writer.commit(writer.deleting(TestModels.MAKER, other, true));
            var log = await(engine.log(0, 10));

            StorageEngine again = under.reopened();
            await(again.open(TestModels.ALL));

            assertThat(await(again.log(0, 10))).isEqualTo(log);
            assertThat(await(again.load("maker", Set.of(maker, other)))).containsOnlyKeys(maker, other);
            assertThat(await(again.count(Selection.all(TestModels.MAKER)))).isEqualTo(1);
            writer.use(again);
            writer.create(TestModels.MAKER, Map.of("name", new Value.Str("o")));
            assertThat(await(again.position())).isEqualTo(4);
        }
    }

    @Test
    void aStoreIsOpenOnlyOnce() throws IOException {
        RocksStorage store = RocksStorage.open(directory);

        assertThatThrownBy(() -> RocksStorage.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another process");

        store.close();
        RocksStorage.open(directory).close();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
