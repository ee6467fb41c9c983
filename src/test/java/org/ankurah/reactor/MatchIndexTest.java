package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Entities;
import org.ankurah.query.Living;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.reactor.TestLog.Step;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** How the index looks whole predicates up, before and after a change. */
class MatchIndexTest extends MatchIndexFixture {

    @Test
    void aConjunctionIsFoundByItsNarrowestTermOnly() {
        add(
                "and",
                new Predicate.And(List.of(
                        equal(LIVE, new Value.Bool(true)),
                        new Predicate.Like(path(TITLE), new Value.Str("%"), false),
                        equal(TITLE, new Value.Str("Signs")))));

        assertThat(touchedBy(index, create(Map.of("live", new Value.Bool(true)))))
                .isEmpty();
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Signs")))))
                .containsExactly("and");
    }

    @Test
    void aDisjunctionIsFoundByEachTermAndTestedAlwaysIfOneCannotBeLookedUp() {
        Predicate title = equal(TITLE, new Value.Str("Signs"));
        Predicate year = equal(YEAR, new Value.Int(1999));
        add("or", new Predicate.Or(List.of(title, year)));
        add("open", new Predicate.Or(List.of(title, compare(YEAR, Comparison.NE, new Value.Int(2000)))));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1999)))))
                .containsExactlyInAnyOrder("or", "open");
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("None")))))
                .containsExactly("open");
    }

    @Test
    void aNegationIsCarriedInwards() {
        Predicate notTitle = compare(TITLE, Comparison.NE, new Value.Str("Signs"));
        Predicate late = compare(YEAR, Comparison.GT, new Value.Int(2000));
        add("not", new Predicate.Not(new Predicate.Or(List.of(notTitle, late))));

        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Signs")))))
                .containsExactly("not");
        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void whatCannotMatchIsNeverFound() {
        add("false", new Predicate.Or(List.of()));
        add("null", equal(YEAR, Value.NULL));

        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void anEntityThatWasAndStaysDeletedTouchesNothing() {
        add("all", Predicate.TRUE);
        Ulid id = create(Map.of()).after().id();
        EntityChange deleted = only(new Step.SetDeleted(id, true));

        assertThat(touchedBy(index, deleted)).containsExactly("all");
        assertThat(touchedBy(index, write(deleted, "year", new Value.Int(1)))).isEmpty();
    }

    @Test
    void otherCollectionsAreNotTouched() {
        ModelDescriptor other = new ModelDescriptor("Other", "other", "others", null, List.of(YEAR));
        index.add(Selection.all(other), "other");

        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void boundsMeetAcrossNestedConjunctionsAndNegations() {
        Predicate notBefore = new Predicate.Not(compare(YEAR, Comparison.LT, new Value.Int(-5)));
        Predicate notAfter = new Predicate.Not(new Predicate.Or(
                List.of(compare(YEAR, Comparison.GT, new Value.Int(-3)), equal(TITLE, new Value.Str("no")))));
        add("range", new Predicate.And(List.of(notBefore, new Predicate.And(List.of(notAfter)))));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(-5))))).containsExactly("range");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(-3))))).containsExactly("range");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(-6))))).isEmpty();
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(-2))))).isEmpty();
    }

    @Test
    void aPathAcrossAReferenceIsReadInTheWorldOfEachState() {
        Path name = new Path(List.of("artist"), "name", List.of(), Scalar.STRING);
        add("prince", new Predicate.Compare(new Operand.Field(name), Comparison.EQ, text("Prince")));
        add("symbol", new Predicate.Compare(new Operand.Field(name), Comparison.EQ, text("Symbol")));
        add("own", equal(TITLE, new Value.Str("Signs")));
        Step artist = new Step.Create(ARTIST, Map.of("name", new Operation.Set(new Value.Str("Prince"))));
        EntityState prince = only(artist).after();
        EntityState album = create(Map.of("artist", new Value.Id(prince.id()))).after();
        Entities before = new Living(log.at(log.position()));
        log.commit(new Step.Write(prince.id(), Map.of("name", new Operation.Set(new Value.Str("Symbol")))));
        Entities after = new Living(log.at(log.position()));

        assertThat(index.touchedBy(ALBUM, album, before, album, after)).containsExactly("prince", "symbol");
        assertThat(index.touchedBy(ALBUM, null, before, album, after)).containsExactly("symbol");
        assertThat(index.touchedBy(ALBUM, album, Entities.NONE, album, Entities.NONE))
                .isEmpty();
    }

    @Test
    void anOwnConditionIsPreferredToOneAcrossAReference() {
        Path name = new Path(List.of("artist"), "name", List.of(), Scalar.STRING);
        Predicate across = new Predicate.Compare(new Operand.Field(name), Comparison.EQ, text("Prince"));
        add("both", new Predicate.And(List.of(across, equal(TITLE, new Value.Str("Signs")))));

        EntityState album = create(Map.of("title", new Value.Str("Signs"))).after();
        assertThat(index.touchedBy(ALBUM, null, ASKS_NOBODY, album, ASKS_NOBODY))
                .containsExactly("both");
    }

    @Test
    void removalLeavesNothing() {
        List<Predicate> predicates = List.of(
                Predicate.TRUE,
                equal(YEAR, new Value.Int(1)),
                between(YEAR, new Value.Int(1), new Value.Int(5)),
                compare(YEAR, Comparison.LT, new Value.Int(1)),
                like("a%", true),
                like("%abc%", false),
                new Predicate.Or(List.of(like("%abcd%", true), new Predicate.IsNull(path(YEAR)))));
        for (int i = 0; i < 30; i++) {
            for (Predicate predicate : predicates) {
                add("query " + i, predicate);
            }
        }
        assertThat(index.isEmpty()).isFalse();
        for (int i = 29; i >= 0; i--) {
            for (Predicate predicate : predicates) {
                index.remove(new Selection(ALBUM, predicate, List.of(), null), "query " + i);
            }
        }
        assertThat(index.isEmpty()).isTrue();
        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }
}
