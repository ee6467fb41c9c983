package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** Windows: what moves in, what is pushed out, and in which order. */
abstract class WindowCases extends LiveCases {

    @Test
    void windowWithDescendingAndAscendingKeysHoldsItsBoundThroughTies() {
        cast().album("a", "year", 3, "rating", 1.0);
        cast().album("b", "year", 2, "rating", 1.0);
        Ulid c = cast().album("c", "year", 2, "rating", 2.0);
        cast().album("d", "year", 2, "rating", 2.0);
        cast().album("e", "year", 1, "rating", 0.0);
        Client client = connect("ORDER BY year DESC, rating ASC LIMIT 3", TITLES);
        assertThat(client.held().ids()).endsWith(c);

        cast().album("before b", "year", 2, "rating", 0.5);
        assertTold(client, "REMOVED c", "ADDED before b 1");

        cast().album("ties with the bound", "year", 2, "rating", 1.0);
        assertNothingTold(client);

        cast().set(c, "rating", -1.0);
        assertTold(client, "REMOVED b", "ADDED c 1");
    }

    @Test
    void nullsStandFirstInADescendingWindow() {
        Ulid a = cast().album("a", "year", 3);
        cast().album("b", "year", 2);
        Client client = connect("ORDER BY year DESC LIMIT 2", TITLES);

        cast().album("undated");
        assertTold(client, "REMOVED b", "ADDED undated 0");

        cast().set(a, "year", null);
        assertTold(client, "UPDATED a 0");
    }

    @Test
    void twoRowsThatLeaveAWindowAtOnceAreReplaced() {
        Ulid a = cast().album("a", "year", 1);
        Ulid b = cast().album("b", "year", 2);
        cast().album("c", "year", 3);
        cast().album("d", "year", 4);
        cast().album("e", "year", 5);
        Client client = connect("year > 0 ORDER BY year LIMIT 3", TITLES);

        stage().transact(t -> {
            cast().delete(t, a);
            cast().set(t, b, "year", 0);
        });

        assertTold(client, "REMOVED a", "REMOVED b", "ADDED d 1", "ADDED e 2");
    }

    @Test
    void windowIsRefilledWhenMoreLeaveThanAnyLookAheadHolds() {
        List<Ulid> albums = cast().albums(120);
        Client client = connect("ORDER BY year LIMIT 5", TITLES);

        stage().transact(t -> albums.subList(0, 110).forEach(id -> cast().delete(t, id)));
        stage().check();
        assertThat(client.held().ids()).isEqualTo(albums.subList(110, 115));

        stage().transact(t -> albums.subList(110, 118).forEach(id -> cast().delete(t, id)));
        stage().check();
        assertThat(client.held().ids()).isEqualTo(albums.subList(118, 120));
    }

    @Test
    void pushedOutAndMovingInAreInOnePayload() {
        cast().album("a", "year", 1);
        cast().album("b", "year", 2);
        Client client = connect("ORDER BY year LIMIT 2", TITLES);

        cast().album("first", "year", 0);

        assertTold(client, "REMOVED b", "ADDED first 0");
    }

    @Test
    void totalCountChangesWithoutChangeOfAWindow() {
        cast().album("a", "year", 1);
        Client client = connect("ORDER BY year LIMIT 1", new Interest(Shape.ID, true, false, true));
        Client uncounted = connect("ORDER BY year LIMIT 1", TITLES);

        cast().album("b", "year", 2);
        stage().check();

        assertThat(client.told()).singleElement().satisfies(payload -> {
            assertThat(payload.totalCount()).isEqualTo(2);
            assertThat(payload.changes()).isEmpty();
        });
        assertThat(uncounted.told()).isEmpty();
    }

    @Test
    void negativeNumbersAreInOrder() {
        cast().album("-10", "year", -10, "rating", -10.5);
        cast().album("-9", "year", -9, "rating", -9.5);
        cast().album("1", "year", 1, "rating", 1.0);
        Client whole = connect("ORDER BY year LIMIT 2", TITLES);
        Client real = connect("ORDER BY rating DESC LIMIT 2", TITLES);

        cast().album("-11", "year", -11, "rating", -9.75);
        assertTold(whole, "REMOVED -9", "ADDED -11 0");
        stage().check();
        assertThat(real.told()).isEmpty();
    }

    @Test
    void textsThatDifferBehindSixteenBytesAreInOrder() {
        String text = "the same for the first sixteen bytes and more: ";
        Ulid b = cast().album(text + "b");
        cast().album(text + "c");
        Client client = connect("ORDER BY title LIMIT 2", TITLES);

        cast().album(text + "a");
        assertTold(client, "REMOVED " + text + "c", "ADDED " + text + "a 0");

        cast().set(b, "title", text + "0");
        assertTold(client, "UPDATED " + text + "0 0");
    }
}
