package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** Each kind of condition is found by the values that meet it, and by few others. */
class MatchIndexConditionsTest extends MatchIndexFixture {

    @Test
    void anEqualityIsFoundByTheValueBeforeAndTheValueAfter() {
        add("1999", equal(YEAR, new Value.Int(1999)));
        add("2000", equal(YEAR, new Value.Int(2000)));
        add("2001", equal(YEAR, new Value.Int(2001)));
        EntityChange created = create(Map.of("year", new Value.Int(1999)));

        assertThat(touchedBy(index, created)).containsExactly("1999");
        assertThat(touchedBy(index, write(created, "year", new Value.Int(2000))))
                .containsExactly("1999", "2000");
    }

    @Test
    void aMembershipIsFoundByEachOfItsValues() {
        add("in", new Predicate.In(path(YEAR), List.of(new Value.Int(1), Value.NULL, new Value.Int(2))));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(2))))).containsExactly("in");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(3))))).isEmpty();
        assertThat(touchedBy(index, create(Map.of()))).isEmpty();
    }

    @Test
    void anIdIsFound() {
        EntityChange one = create(Map.of());
        EntityChange other = create(Map.of());
        Path id = new Path(List.of(), Path.ID, List.of(), new ValueType.RefType("album"));
        Operand value = new Operand.Literal(new Value.Id(one.after().id()));
        add("one", new Predicate.Compare(new Operand.Field(id), Comparison.EQ, value));

        assertThat(touchedBy(index, one)).containsExactly("one");
        assertThat(touchedBy(index, other)).isEmpty();
    }

    @Test
    void numbersAreFoundByValueWhateverTheirKindAndScale() {
        add("int", equal(PRICE, new Value.Int(1)));
        add("real", equal(PRICE, new Value.Real(1)));
        add("decimal", equal(PRICE, new Value.Decimal(new BigDecimal("1.00"))));

        assertThat(touchedBy(index, create(Map.of("price", new Value.Decimal(new BigDecimal("1.0"))))))
                .containsExactlyInAnyOrder("int", "real", "decimal");
    }

    @Test
    void aMembershipOfTooManyValuesIsTestedAlways() {
        List<Value> values = new ArrayList<>();
        LongStream.rangeClosed(0, Cover.LIMIT).forEach(number -> values.add(new Value.Int(number)));
        add("many", new Predicate.In(path(YEAR), values));

        assertThat(touchedBy(index, create(Map.of()))).containsExactly("many");
    }

    @Test
    void aRangeIsFoundByTheValuesInsideOnly() {
        for (int year = 1900; year < 2000; year++) {
            add("from " + year, compare(YEAR, Comparison.GE, new Value.Int(year)));
            add("below " + year, compare(YEAR, Comparison.LT, new Value.Int(year)));
        }

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1901)))))
                .contains("from 1900", "from 1901", "below 1902", "below 1999")
                .doesNotContain("from 1902", "below 1900")
                .hasSizeLessThanOrEqualTo(2 + 99);
        assertThat(touchedBy(index, create(Map.of()))).as("null").isEmpty();
    }

    @Test
    void twoBoundsOfOnePathAreOneInterval() {
        for (int year = 1900; year < 2000; year++) {
            add("" + year, between(YEAR, new Value.Int(year), new Value.Int(year + 1)));
        }

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1950)))))
                .containsExactlyInAnyOrder("1949", "1950");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1899)))))
                .isEmpty();
    }

    @Test
    void reversedBoundsAreNeverFoundUnlessTheyAreOneDouble() {
        add("reversed", between(YEAR, new Value.Int(2000), new Value.Int(1999)));
        Value above = new Value.Decimal(new BigDecimal("0.30000000000000001"));
        Value below = new Value.Decimal(new BigDecimal("0.3"));
        add("one double", between(PRICE, above, below));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1999)))))
                .isEmpty();
        assertThat(touchedBy(index, create(Map.of("price", below)))).containsExactly("one double");
    }

    @Test
    void aPrefixIsFoundByTextThatBeginsSoOnly() {
        add("exact", like("Purple%", false));
        add("folded", like("purple r%n", true));
        add("wild", like("Purple\\_%", false));
        add("long", like("Purple and many more characters than fit into sixteen bytes%", false));

        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Purple Rain")))))
                .containsExactlyInAnyOrder("exact", "folded");
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("PURPLE RAIN")))))
                .containsExactly("folded");
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Purple_")))))
                .contains("exact", "wild");
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Purpl")))))
                .isEmpty();
    }

    @Test
    void aSubstringIsFoundByTextThatContainsItOnly() {
        add("love", like("%LOVE%", true));
        add("sensitive", like("%Love_me%", false));
        add("short", like("%zz%", true));
        add("letter", like("%q%", true));
        add("beyond", like("%\ud801\udc00%", true));

        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("I Would Die 4 U")))))
                .isEmpty();
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Love me two times")))))
                .containsExactlyInAnyOrder("love", "sensitive");
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("Jazz Q")))))
                .containsExactlyInAnyOrder("short", "letter");
        assertThat(touchedBy(index, create(Map.of("title", new Value.Str("-\ud801\udc28-")))))
                .containsExactly("beyond");
    }

    @Test
    void aMembershipOfOneAndANegatedOneWithNullAreLookedUp() {
        add("one", new Predicate.In(path(YEAR), List.of(new Value.Int(1))));
        add("never", new Predicate.Not(new Predicate.In(path(YEAR), List.of(new Value.Int(1), Value.NULL))));
        add("not", new Predicate.Not(new Predicate.In(path(YEAR), List.of(new Value.Int(1)))));

        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1))))).contains("one");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(2))))).containsExactly("not");
    }

    @Test
    void aNullIsFound() {
        add("null", new Predicate.IsNull(path(YEAR)));

        assertThat(touchedBy(index, create(Map.of()))).containsExactly("null");
        assertThat(touchedBy(index, create(Map.of("year", new Value.Int(1))))).isEmpty();
    }

    @Test
    void listsAreFoundByAnElement() {
        add("all", new Predicate.ListContains(path(TAGS), List.of(new Value.Str("a"), new Value.Str("b")), true));
        add("any", new Predicate.ListContains(path(TAGS), List.of(new Value.Str("b"), new Value.Str("c")), false));
        add("empty", new Predicate.ListIsEmpty(path(TAGS)));

        assertThat(touchedBy(index, create(tags("c")))).containsExactly("any");
        assertThat(touchedBy(index, create(tags("a")))).containsExactly("all");
        assertThat(touchedBy(index, create(tags()))).containsExactly("empty");
        assertThat(touchedBy(index, create(tags("d")))).isEmpty();
    }

    @Test
    void documentsAreFoundByAValueInside() {
        Path size = new Path(List.of(), "details", List.of("size", "width"), Scalar.JSON);
        add("equal", new Predicate.Compare(new Operand.Field(size), Comparison.EQ, literal("5.0")));
        add("less", new Predicate.Compare(new Operand.Field(size), Comparison.LT, literal("5")));
        add("like", new Predicate.Like(size, new Value.Str("5%"), false));
        add("contains", new Predicate.JsonContains(path(DETAILS), document("{\"size\": {\"width\": 5}}")));

        assertThat(touchedBy(index, create(details("5")))).containsExactlyInAnyOrder("equal", "contains", "less");
        assertThat(touchedBy(index, create(details("4")))).containsExactly("less");
        assertThat(touchedBy(index, create(details("\"5\"")))).containsExactly("like");
        assertThat(touchedBy(index, create(details("null")))).isEmpty();
    }
}
