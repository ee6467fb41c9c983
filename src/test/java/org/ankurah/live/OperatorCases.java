package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** Operators whose live form is easily missed. */
abstract class OperatorCases extends LiveCases {

    @Test
    void filterOnJsonPathNoticesNewRows() {
        Client client = connect("details.size.width > 10", TITLES);

        cast().album("wide", "details", JsonText.parse("{\"size\": {\"width\": 12}}"));
        assertTold(client, "ADDED wide 0");

        cast().album("narrow", "details", JsonText.parse("{\"size\": {\"width\": 2}}"));
        cast().album("unlike", "details", JsonText.parse("{\"size\": {\"width\": \"12\"}}"));
        assertNothingTold(client);
    }

    @Test
    void notInIsLive() {
        Ulid album = cast().album("a", "year", 1);
        Client client = connect("year NOT IN (1, 2)", TITLES);

        cast().set(album, "year", 3);
        assertTold(client, "ADDED a 0");
        cast().set(album, "year", null);
        assertTold(client, "REMOVED a");
    }

    @Test
    void inWithOneElementIsLive() {
        Ulid album = cast().album("a", "year", 1);
        Client client = connect("year IN (2)", TITLES);

        cast().set(album, "year", 2);
        assertTold(client, "ADDED a 0");
        cast().set(album, "year", 1);
        assertTold(client, "REMOVED a");
    }

    @Test
    void isNullIsLive() {
        Ulid album = cast().album("a", "year", 1);
        Client none = connect("year IS NULL", TITLES);
        Client some = connect("year IS NOT NULL", TITLES);

        cast().set(album, "year", null);
        assertTold(none, "ADDED a 0");
        assertTold(some, "REMOVED a");
    }

    @Test
    void firstPayloadIsSentThoughEmpty() {
        Client client = new Client(stage().history(), cast().select("album", "year = 1"), TITLES);
        stage().clients().add(client);
        client.connect(stage().clientContext());
        stage().check();

        assertThat(client.told()).singleElement().satisfies(payload -> {
            assertThat(payload.reset()).isTrue();
            assertThat(payload.changes()).isEmpty();
        });
    }
}
