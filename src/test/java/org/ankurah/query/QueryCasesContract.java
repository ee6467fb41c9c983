package org.ankurah.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code query-cases.json} on one engine. */
public abstract class QueryCasesContract {

    private static final QueryCases CASES = QueryCases.load();

    /**
     * The ids that a selection gives, in order.
     *
     * @param rows the entities of all collections, deleted ones included; the same list for every case, so that an
     *     engine can load them once
     */
    protected abstract List<Ulid> run(Models models, List<EntityState> rows, Selection selection) throws Exception;

    /** The cases, for engines that load their events. */
    protected static QueryCases table() {
        return CASES;
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return CASES.cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.group() + ": " + one.query(), () -> check(one)));
    }

    private void check(QueryCases.Case one) throws Exception {
        if (one.error() == null) {
            List<Ulid> found = run(QueryModels.ALL, CASES.states(), one.selection());
            assertThat(found.stream().map(CASES::name)).as(one.query()).containsExactlyElementsOf(one.expected());
            return;
        }
        AnkurahException failure = catchThrowableOfType(AnkurahException.class, one::selection);
        assertThat(failure).as(one.query()).isNotNull();
        assertThat(failure).hasMessageContaining(one.says());
        assertThat(failure.code()).isEqualTo(one.error());
    }
}
