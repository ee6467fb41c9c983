package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ankurah.model.Ref;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Measure;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** Clients that come back. */
abstract class ResumeCases extends LiveCases {

    @Test
    void rowThatStopsMatchingWhileTheClientIsAwayIsGoneAfterResume() {
        Ulid stays = cast().album("stays", "year", 1990);
        Ulid leaves = cast().album("leaves", "year", 1990);
        Client client = connect("year = 1990", TITLES);

        client.disconnect();
        cast().set(leaves, "year", 1991);
        resume(client);

        assertTold(client, "REMOVED leaves");
        assertThat(client.held().ids()).containsExactly(stays);
    }

    @Test
    void deletedRowIsGoneAfterResume() {
        Ulid leaves = cast().album("leaves", "year", 1990);
        Client client = connect("year = 1990", TITLES);

        client.disconnect();
        cast().delete(leaves);
        resume(client);

        assertTold(client, "REMOVED leaves");
    }

    @Test
    void rowThatCameAndWentWhileTheClientWasAwayIsNotTold() {
        Client client = connect("year = 1990", TITLES);

        client.disconnect();
        Ulid guest = cast().album("guest", "year", 1990);
        cast().set(guest, "year", 1991);
        resume(client);

        assertTold(client);
    }

    @Test
    void emptyDifferenceToOneSubscriberSendsNothingToAnyOther() {
        cast().album("one", "year", 1990);
        Client away = connect("year = 1990", TITLES);
        Client same = connect("year = 1990", TITLES);
        Client other = connect("", TITLES);
        away.disconnect();
        resume(away);

        assertTold(away);
        assertThat(same.told()).isEmpty();
        assertThat(other.told()).isEmpty();
    }

    @Test
    void clientGoesOnAcrossARestart() {
        Ulid prince = cast().artist("Prince");
        Ulid album = cast().album("1999", "year", 1, "artist", Ref.to(prince));
        cast().album("other", "year", 2, "artist", Ref.to(prince));
        Client client = connect("artist.name = 'Prince' ORDER BY year LIMIT 1", TITLES);

        client.disconnect();
        cast().set(album, "year", 3);
        stage().restart();
        cast().set(album, "title", "changed unseen");
        resume(client);
        assertTold(client, "REMOVED changed unseen", "ADDED other 0");

        cast().set(album, "year", 0);
        assertTold(client, "REMOVED other", "ADDED changed unseen 0");
    }

    @Test
    void clientChangesWhatItAsks() {
        cast().album("1", "year", 1);
        Ulid two = cast().album("2", "year", 2);
        cast().album("3", "year", 3);
        Client client = connect("year <= 2 ORDER BY year", TITLES);
        client.disconnect();
        cast().set(two, "title", "two");

        client.resume(stage().clientContext(), client.past().get(0), cast().select("album", "year >= 2 ORDER BY year"));
        stage().check();

        assertTold(client, "REMOVED 1", "UPDATED two 0", "INITIAL 3 1");
    }

    @Test
    void clientThatMissedAsMuchAsTheHorizonGoesOn() {
        stage().restart(options -> options.withResumeHorizon(2));
        Ulid album = cast().album("a", "year", 1);
        Client client = connect("", TITLES);

        client.disconnect();
        cast().set(album, "year", 2);
        cast().set(album, "title", "b");
        stage().restart();
        resume(client);

        assertTold(client, "UPDATED b 0");
    }

    @Test
    void clientThatMissedMoreThanTheHorizonStartsOver() {
        stage().restart(options -> options.withResumeHorizon(2));
        Ulid album = cast().album("a", "year", 1);
        Client client = connect("", TITLES);
        long position = client.past().get(0).position();

        client.disconnect();
        cast().set(album, "year", 2);
        cast().set(album, "year", 3);
        cast().set(album, "title", "b");
        stage().restart();
        client.startOver(stage().clientContext(), position);

        assertTold(client, "INITIAL b 0");
    }

    @Test
    void clientWithAPositionBehindTheEndOfTheLogStartsOver() {
        cast().album("a");
        Client client = connect("", TITLES);

        client.disconnect();
        client.startOver(stage().clientContext(), 1_000);

        assertTold(client, "INITIAL a 0");
    }

    @Test
    void figuresGoOnAcrossARestart() {
        Ulid prince = cast().artist("Prince", "born", 1958);
        Ulid album = cast().album("1999", "year", 1982, "artist", Ref.to(prince));
        cast().album("of nobody", "year", 1986);
        Aggregation unborn = new Aggregation(
                cast().select("album", "artist.born IS NULL"),
                List.of(),
                List.of(new Measure(Measure.Function.MAX, cast().path("album", "year"))));
        GroupClient client = stage().connect(unborn, true);
        stage().check();

        client.disconnect();
        cast().set(album, "year", 1999);
        stage().restart();
        client.resume(stage().clientContext(), client.past().get(0));
        stage().check();
        assertThat(client.told())
                .last()
                .satisfies(payload -> assertThat(payload.changes()).isEmpty());

        cast().set(prince, "born", null);
        stage().check();
        assertThat(client.told())
                .singleElement()
                .satisfies(payload -> assertThat(payload.changes()).hasSize(1));
    }
}
