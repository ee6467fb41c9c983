package org.ankurah.storage;

import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.query.Fetch;
import org.ankurah.query.QueryCasesContract;
import org.ankurah.query.QueryModels;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The table of query cases on an engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineQueryCases extends QueryCasesContract {

    private static final int ALL = 1_000;

    private EngineUnderTest under;
    private StorageEngine engine;

    protected abstract EngineUnderTest underTest();

    @BeforeAll
    void load() {
        under = underTest();
        under.clear();
        engine = under.engine();
        engine.open(QueryModels.ALL).await().indefinitely();
        Replay.store(engine, QueryModels.ALL, table().events());
    }

    @AfterAll
    void stop() {
        under.close();
    }

    @Override
    protected List<Ulid> run(Models models, List<EntityState> rows, Selection selection) {
        return engine.fetch(Fetch.first(selection, ALL)).await().indefinitely().rows().stream()
                .map(row -> row.entity().id())
                .toList();
    }
}
