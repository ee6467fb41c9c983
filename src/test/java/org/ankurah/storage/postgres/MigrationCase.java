package org.ankurah.storage.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestModels.Property;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A store of items that is opened with one model after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationCase {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    PostgresUnderTest under;
    StorageEngine engine;
    TestWriter writer;

    @BeforeAll
    void start() {
        under = new PostgresUnderTest(getClass());
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @BeforeEach
    void clear() {
        under.clear();
    }

    /** A store with one entity whose property {@code a} is {@code x}. */
    final Ulid given(Property... properties) {
        ModelDescriptor model = open(properties);
        return writer.create(model, Map.of("a", text("x")));
    }

    final ModelDescriptor open(Property... properties) {
        writer = null;
        return reopen(properties);
    }

    final ModelDescriptor reopen(Property... properties) {
        return reopen(TestModels.model("Item", properties));
    }

    /** Opens the store with this model, which must be called {@code Item}. */
    final ModelDescriptor reopen(ModelDescriptor model) {
        StorageEngine opening = under.engine();
        opening.open(TestModels.models(model)).await().atMost(PATIENCE);
        engine = opening;
        if (writer == null) {
            writer = new TestWriter(engine);
        } else {
            writer.use(engine);
        }
        return model;
    }

    final List<Ulid> find(ModelDescriptor model, String query) {
        Selection selection = SelectionParser.parse(TestModels.models(model), model, query, Parameters.NONE);
        return engine.fetch(Fetch.first(selection, 10)).await().atMost(PATIENCE).rows().stream()
                .map(row -> row.entity().id())
                .toList();
    }

    final void projectionIsTrue(ModelDescriptor model) {
        Projections.assertTrue(under, engine, TestModels.models(model));
    }

    static Value text(String text) {
        return new Value.Str(text);
    }
}
