package org.ankurah.node.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.node.upkeep.Verification.Report;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep.Mended;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What checking and mending find in stores that nothing is wrong with. */
abstract class HealthContract {

    private final EngineUnderTest store = underTest();

    abstract EngineUnderTest underTest();

    @AfterEach
    void close() {
        store.close();
    }

    private StorageEngine open() {
        StorageEngine engine = store.engine();
        Await.done(engine.open(UpkeepModels.ALL.models()));
        return engine;
    }

    @Test
    void emptyStoreIsHealthy() {
        store.clear();

        List<Finding> found = new ArrayList<>();
        Report report = Verification.run(open(), UpkeepModels.ALL.models(), Watcher.NOBODY, found::add);

        assertThat(found).isEmpty();
        assertThat(report.position()).isZero();
    }

    @Test
    void nothingIsFoundInAnyHistory() {
        Seeds.each("HealthContract", 10, random -> {
            store.clear();
            StorageEngine engine = open();
            RandomHistory history = new RandomHistory(random, engine);
            history.commit(40);

            List<Finding> found = new ArrayList<>();
            Report report = Verification.run(engine, UpkeepModels.ALL.models(), Watcher.NOBODY, found::add);
            Rebuild.Report rebuilt = Rebuild.run(engine, UpkeepModels.ALL.models(), Watcher.NOBODY);

            assertThat(found).isEmpty();
            assertThat(report.position()).isEqualTo(Await.done(engine.position()));
            assertThat(report.entities()).isEqualTo(history.ids().size());
            assertThat(rebuilt.mended()).isEqualTo(Mended.NOTHING);
            assertThat(rebuilt.entities()).isEqualTo(history.ids().size());
            assertThat(rebuilt.unreadable()).isEmpty();
        });
    }

    @Test
    void rowsOfLostModelsAreLeftAlone() {
        Seeds.each("HealthContract, lost model", 2, random -> {
            store.clear();
            new RandomHistory(random, open()).commit(20);
            StorageEngine engine = store.engine();
            Await.done(engine.open(UpkeepModels.MAKERS.models()));

            List<Finding> found = new ArrayList<>();
            Report report = Verification.run(engine, UpkeepModels.MAKERS.models(), Watcher.NOBODY, found::add);
            Rebuild.Report rebuilt = Rebuild.run(engine, UpkeepModels.MAKERS.models(), Watcher.NOBODY);

            assertThat(found).isEmpty();
            assertThat(report.strangers()).containsOnlyKeys("thing");
            assertThat(rebuilt.mended()).isEqualTo(Mended.NOTHING);
        });
    }
}
