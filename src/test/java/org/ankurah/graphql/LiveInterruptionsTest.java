package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Slack;
import org.ankurah.reactor.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes in between while a live query opens, or while a subscriber is behind, or while a payload is made. */
class LiveInterruptionsTest {

    private final Admission admission = LiveReader.unlimited();

    private LiveReader reader(Api api) {
        return new LiveReader(api.requests(), admission, LiveReader.ALBUMS, Map.of());
    }

    private static String album(Api api, String title) {
        return api.create("Album", Map.of("title", title));
    }

    @Test
    void whoLeavesWhileItsResultIsReadIsToldNothingAndLeavesNothing() {
        Api api = new Api();
        album(api, "a");
        Runnable letRead = api.storage.holdPages();
        LiveReader gone = reader(api);
        assertThat(api.storage.takeCalls()).containsKey("fetch");

        gone.cancel();
        assertThat(api.node.openLiveQueries()).isZero();
        album(api, "b");
        letRead.run();

        assertThat(gone.payloads()).isEmpty();
        assertThat(gone.errors()).isEmpty();
        assertThat(admission.liveQueries()).isZero();
        assertThat(reader(api).titles()).isEqualTo(List.of("a", "b"));
    }

    @Test
    void whoComesAgainWhileTheResultOfTheFirstTimeIsReadIsToldAll() {
        Api api = new Api();
        album(api, "a");
        Runnable letRead = api.storage.holdPages();
        LiveReader gone = reader(api);
        gone.cancel();
        album(api, "b");
        LiveReader again = reader(api);
        album(api, "c");

        letRead.run();

        assertThat(again.titles()).isEqualTo(List.of("a", "b", "c"));
        album(api, "d");
        assertThat(again.titles()).isEqualTo(LiveReader.stored(api));
        assertThat(gone.payloads()).isEmpty();
    }

    @Test
    void whoStaysIsToldTheResultWhenTheOtherLeavesWhileItIsRead() {
        Api api = new Api();
        album(api, "a");
        Runnable letRead = api.storage.holdPages();
        LiveReader leaves = reader(api);
        LiveReader stays = reader(api);

        leaves.cancel();
        album(api, "b");
        letRead.run();

        assertThat(leaves.payloads()).isEmpty();
        assertThat(stays.titles()).isEqualTo(List.of("a", "b"));
        assertThat(api.node.openLiveQueries()).isEqualTo(1);
    }

    @Test
    void whoIsBehindWhenSomethingIsPurgedHoldsNothingOfIt() {
        Api api = new Api(NodeOptions.defaults().withSlack(new Slack(0, 1_000)));
        String secret = album(api, "secret");
        album(api, "a");
        LiveReader slow = reader(api);
        slow.stall();
        album(api, "b");
        rename(api, secret, "more secret");

        purge(api, secret);
        album(api, "c");
        slow.goOn();

        assertThat(slow.titles()).isEqualTo(List.of("a", "b", "c"));
        assertThat(new String(slow.last(), UTF_8)).doesNotContain("more secret");
    }

    @Test
    void whoIsBehindWhenTheLiveQueryStartsOverGetsTheNewResult() {
        Api here = new Api(NodeOptions.defaults().withSlack(new Slack(0, 1_000)));
        String secret = album(here, "secret");
        Api elsewhere = here.restarted(NodeOptions.defaults().withSlack(new Slack(0, 1_000)));
        LiveReader slow = reader(elsewhere);
        LiveReader quick = reader(elsewhere);
        await().until(() -> slow.payloads().size() == 1 && quick.payloads().size() == 1);
        slow.stall();
        // Not the secret: what changed lately is known elsewhere, and then nothing has to start over.
        album(here, "a");
        await().until(() -> quick.titles().equals(List.of("a", "secret")));

        purge(here, secret);
        await().until(() -> quick.titles().equals(List.of("a")));
        assertThat(LiveReader.json(quick.last()).toString()).contains("reset=true");
        album(here, "b");
        await().until(() -> quick.titles().equals(List.of("a", "b")));
        assertThat(slow.payloads()).hasSize(1);
        slow.goOn();

        await().until(() -> slow.titles().equals(List.of("a", "b")));
        assertThat(LiveReader.json(slow.payloads().get(1)).toString()).contains("reset=true");
        album(here, "c");
        await().until(() -> slow.titles().equals(List.of("a", "b", "c")));
        slow.cancel();
        quick.cancel();
        await().until(() -> elsewhere.node.openLiveQueries() == 0);
    }

    /** What it missed is read from the log up to its end, where the reactor may not be yet. */
    @Test
    void whoComesBackFromLongAgoWhileTheReactorWaitsForAReadIsToldWhatItMissed() {
        Api first = new Api();
        List<String> ids = Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                .map(title -> album(first, title))
                .toList();
        LiveReader before = reader(first);
        String cursor = before.cursor();
        album(first, "i");
        // Of the time before it began, a node knows nothing.
        Api api = first.restarted(NodeOptions.defaults().withBounds(new Bounds(1, 1, 20_000)));
        LiveReader all = reader(api);
        LiveReader window = new LiveReader(
                api.requests(), admission, LiveReader.ALBUMS.replace("ASC}", "ASC}, first: 1"), Map.of());
        assertThat(window.payloads()).hasSize(1);

        Runnable letRead = api.storage.holdPages();
        // The window runs short, so that the reactor waits while the log goes on. One transaction, since how many of
        // several would be committed meanwhile depends on who comes first.
        String deletions = IntStream.range(0, 6)
                .mapToObj(i -> "d" + i + ": deleteAlbum(id: \"" + ids.get(i) + "\") { cursor }")
                .collect(Collectors.joining(" ", "mutation { ", " }"));
        CompletableFuture<Answer> deleted = CompletableFuture.supplyAsync(() -> api.run(deletions));
        await().until(() -> api.storage.position().await().indefinitely() == 15);
        assertThat(all.titles()).isNotEqualTo(List.of("g", "h", "i"));
        LiveReader back = new LiveReader(
                api.requests(),
                admission,
                LiveReader.ALBUMS.replace("ASC}", "ASC}, since: \"" + cursor + "\""),
                Map.of());
        letRead.run();
        assertThat(deleted.join().errors()).isEmpty();

        await().until(() -> back.payloads().size() + back.errors().size() > 0);
        assertThat(back.errors()).isEmpty();
        before.goOnAs(back);
        assertThat(before.titles()).isEqualTo(List.of("g", "h", "i")).isEqualTo(all.titles());
    }

    static Stream<Requests> failures() {
        return Stream.of(
                (request, payload) -> Uni.createFrom().failure(new IllegalStateException("broken")),
                (request, payload) -> {
                    throw new IllegalStateException("broken");
                });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachSharerIsToldThatThePayloadCannotBeMade(Requests broken) {
        Api api = new Api();
        Requests whole = api.requests();
        AtomicReference<Requests> payloads = new AtomicReference<>(whole);
        Requests requests = (request, payload) -> (payload == null ? whole : payloads.get()).execute(request, payload);
        List<LiveReader> sharers = Stream.generate(
                        () -> new LiveReader(requests, admission, LiveReader.ALBUMS, Map.of()))
                .limit(3)
                .toList();
        LiveReader late = sharers.get(2);
        late.stall();

        payloads.set(broken);
        album(api, "a");
        payloads.set(whole);

        assertThat(sharers.subList(0, 2)).allSatisfy(LiveInterruptionsTest::hasFailed);
        assertThat(late.errors()).isEmpty();
        late.goOn();
        hasFailed(late);
        assertThat(admission.liveQueries()).isZero();
        assertThat(api.node.openLiveQueries()).isZero();
        assertThat(reader(api).titles()).isEqualTo(List.of("a"));
    }

    private static void hasFailed(LiveReader reader) {
        assertThat(reader.payloads()).hasSize(1);
        assertThat(reader.errors()).hasSize(1);
        assertThat(reader.errors().get(0).getExtensions()).containsEntry("code", "INTERNAL");
    }

    private static void rename(Api api, String id, String title) {
        api.run(
                "mutation($id: ID!, $title: String) { updateAlbum(id: $id, patch: {title: $title}) { cursor } }",
                Map.of("id", id, "title", title));
    }

    private static void purge(Api api, String id) {
        api.runWithKey(Api.ADMIN_KEY, "mutation($id: ID!) { purgeAlbum(id: $id) { id } }", Map.of("id", id));
    }
}
