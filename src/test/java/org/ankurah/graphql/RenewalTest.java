package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.ankurah.node.Access;
import org.ankurah.node.Rights;
import org.ankurah.query.Parameters;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Running subscriptions under rights that change. */
class RenewalTest {

    private static final Map<String, Object> NONE = Map.of();

    private final Api api = new Api();
    private final Admission admission = LiveReader.unlimited();

    @BeforeEach
    void fill() {
        for (int year = 1990; year <= 1994; year++) {
            api.create("Album", Map.of("title", "of " + year, "year", year));
        }
    }

    @AfterEach
    void everyPlaceIsCounted() {
        assertThat(admission.liveQueries()).isBetween(0, 1);
    }

    private Predicate rule(String text) {
        return SelectionParser.parse(api.node.models(), api.node.models().get("album"), text, Parameters.NONE)
                .predicate();
    }

    /** Somebody who may list these albums, and see the year where the other rule says so, and anything else. */
    private Caller who(Predicate read, Predicate yearShown) {
        Rights albums = new Rights(
                read,
                read,
                Predicate.TRUE,
                Predicate.TRUE,
                Predicate.TRUE,
                read,
                yearShown.equals(Predicate.TRUE) ? Map.of() : Map.of("year", yearShown),
                Map.of());
        return Caller.ANONYMOUS.with(new Access(Map.of("album", albums), Rights.ALL));
    }

    private Caller who(String read) {
        return who(rule(read), Predicate.TRUE);
    }

    private LiveReader read(String document, Caller caller) {
        LiveReader reader = new LiveReader(api.requests(), admission, document, NONE, caller);
        await().until(() -> !reader.payloads().isEmpty() || !reader.errors().isEmpty());
        return reader;
    }

    private static void awaitPayloads(LiveReader reader, int count) {
        await().until(() ->
                reader.payloads().size() == count || !reader.errors().isEmpty());
        assertThat(reader.errors()).isEmpty();
    }

    @Test
    void whoMayListOthersIsToldWhichHaveComeAndGone() {
        LiveReader reader = read(LiveReader.ALBUMS, who("year <= 1992"));
        assertThat(reader.titles()).isEqualTo(List.of("of 1990", "of 1991", "of 1992"));

        reader.renew(who("year >= 1992"));
        awaitPayloads(reader, 2);

        Map<String, Object> told = LiveReader.json(reader.last());
        assertThat(told.toString())
                .contains("reset=false", "REMOVED", "ADDED", "of 1993", "of 1994", "totalCount=3")
                .doesNotContain("of 1990", "of 1991", "of 1992");
        assertThat(reader.titles()).isEqualTo(List.of("of 1992", "of 1993", "of 1994"));
        api.create("Album", Map.of("title", "hidden", "year", 1980));
        api.create("Album", Map.of("title", "seen", "year", 1999));
        awaitPayloads(reader, 3);
        assertThat(reader.titles()).isEqualTo(List.of("of 1992", "of 1993", "of 1994", "seen"));
        reader.cancel();
        assertThat(admission.liveQueries()).isZero();
    }

    @Test
    void whoIsShownOthersStartsOver() {
        String document = "subscription { albums(orderBy: {title: ASC}) "
                + "{ cursor reset totalCount changes { kind id index album { id title year } } } }";
        LiveReader reader = read(document, who(rule(""), Predicate.TRUE));

        reader.renew(who(rule(""), rule("year = 1990")));
        awaitPayloads(reader, 2);

        assertThat(LiveReader.json(reader.last()).toString()).contains("reset=true");
        assertThat(reader.titles()).hasSize(5);
    }

    @Test
    void whoMayListNothingAnyMoreIsToldSo() {
        LiveReader reader = read(LiveReader.ALBUMS, who("year <= 1992"));

        reader.renew(who(Rights.NEVER, Predicate.TRUE));
        await().until(() -> !reader.errors().isEmpty());

        assertThat(reader.errors().get(0).getExtensions()).containsEntry("code", "FORBIDDEN");
        assertThat(reader.payloads()).hasSize(1);
        assertThat(admission.liveQueries()).isZero();
    }

    @Test
    void aCursorThatItBeganWithIsNotTakenForWhatItHolds() {
        LiveReader first = read(LiveReader.ALBUMS, who("year <= 1992"));
        String cursor = String.valueOf(
                ((Map<?, ?>) ((Map<?, ?>) LiveReader.json(first.last()).get("data")).get("albums")).get("cursor"));
        first.cancel();
        LiveReader reader =
                read(LiveReader.ALBUMS.replace("(orderBy", "(since: \"" + cursor + "\", orderBy"), who("year <= 1992"));
        reader.goOnAs(first);

        reader.renew(who("year >= 1992"));
        await().until(() -> reader.payloads().size() == 3 || !reader.errors().isEmpty());

        assertThat(LiveReader.json(reader.last()).toString()).contains("reset=false", "REMOVED", "ADDED");
    }

    @Test
    void windowsAndFiguresFollowAsWell() {
        LiveReader window = read(
                "subscription { albums(first: 2, orderBy: {title: ASC}) { cursor reset changes { kind id index album { id title } } } }",
                who("year <= 1992"));
        window.renew(who("year >= 1991"));
        awaitPayloads(window, 2);
        assertThat(window.titles()).isEqualTo(List.of("of 1991", "of 1992"));
        window.cancel();

        LiveReader figures = read("subscription { albumsAggregate { reset groups { count } } }", who("year <= 1992"));
        assertThat(LiveReader.json(figures.last()).toString()).contains("count=3");
        figures.renew(who("year >= 1991"));
        awaitPayloads(figures, 2);
        assertThat(LiveReader.json(figures.last()).toString()).contains("reset=true", "count=4");
        figures.cancel();
    }

    @Test
    void theLogGoesOnBehindWhatWasSent() {
        LiveReader log =
                read("subscription { events(collections: [\"album\"]) { cursor events { entityId } } }", who(""));
        api.create("Album", Map.of("title", "a", "year", 2000));
        awaitPayloads(log, 2);

        log.renew(who("year >= 2000"));
        api.create("Album", Map.of("title", "hidden", "year", 1980));
        String seen = api.create("Album", Map.of("title", "b", "year", 2001));
        awaitPayloads(log, 3);

        assertThat(LiveReader.json(log.last()).toString()).contains(seen);
        log.cancel();
    }
}
