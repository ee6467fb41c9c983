package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Slack;
import org.junit.jupiter.api.Test;

/** Equal subscriptions share their work, and those that do not keep up are caught up. */
class LiveSharingTest {

    private static final String LIVE = LiveReader.ALBUMS;

    private final Admission admission = LiveReader.unlimited();
    private final AtomicInteger executed = new AtomicInteger();

    private LiveReader reader(Api api, String document, Map<String, Object> variables) {
        Requests requests = api.requests();
        return new LiveReader(
                (request, payload) -> {
                    executed.addAndGet(payload == null ? 0 : 1);
                    return requests.execute(request, payload);
                },
                admission,
                document,
                variables);
    }

    private static String album(Api api, String title) {
        return api.create("Album", Map.of("title", title));
    }

    private static void rename(Api api, String id, String title) {
        api.run(
                "mutation($id: ID!, $title: String) { updateAlbum(id: $id, patch: {title: $title}) { cursor } }",
                Map.of("id", id, "title", title));
    }

    @Test
    void payloadsOfEqualSubscriptionsAreExecutedAndWrittenOnce() {
        Api api = new Api();
        String where =
                " { albums(where: %s) { cursor changes { kind album { ...T } } } } fragment T on Album { title }";
        LiveReader one = reader(api, "subscription" + where.formatted("{year: {eq: 1984}}"), Map.of());
        LiveReader same = reader(api, "subscription($y: Int)" + where.formatted("{year: {eq: $y}}"), Map.of("y", 1984));
        LiveReader inline = reader(
                api,
                "subscription X { albums(where: {year: {eq: 1984}}) { cursor changes { kind album { title } } } }",
                Map.of());
        executed.set(0);

        api.create("Album", Map.of("title", "Purple Rain", "year", 1984));

        assertThat(executed).hasValue(1);
        assertThat(one.payloads()).hasSize(2);
        assertThat(same.last()).isSameAs(one.last());
        assertThat(inline.last()).isSameAs(one.last());
    }

    @Test
    void whatLooksDifferentIsNotShared() {
        Api api = new Api();
        LiveReader plain = reader(api, "subscription { albums { changes { kind id } } }", Map.of());
        LiveReader order = reader(api, "subscription { albums { changes { id kind } } }", Map.of());
        LiveReader alias = reader(api, "subscription { mine: albums { changes { kind id } } }", Map.of());
        LiveReader skipped = reader(api, "subscription { albums { changes { kind id @skip(if: true) } } }", Map.of());

        album(api, "1999");

        assertThat(LiveReader.json(alias.last()).get("data").toString()).startsWith("{mine=");
        assertThat(LiveReader.json(skipped.last()).get("data").toString()).doesNotContain("id=");
        assertThat(new String(order.last(), StandardCharsets.UTF_8))
                .isNotEqualTo(new String(plain.last(), StandardCharsets.UTF_8));
        assertThat(api.node.openLiveQueries()).isEqualTo(4);
    }

    @Test
    void manyEqualSubscribersCostOneRead() {
        Api api = new Api();
        album(api, "1999");
        api.storage.takeCalls();

        List<LiveReader> readers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            readers.add(reader(api, LIVE, Map.of()));
        }

        assertThat(api.storage.takeCalls()).containsEntry("fetch", 1).doesNotContainKey("fetchCounted");
        assertThat(readers).allSatisfy(reader -> assertThat(reader.titles()).isEqualTo(List.of("1999")));
    }

    @Test
    void slowSubscriberGetsOneExactPayloadForAllThatItDidNotTake() {
        Api api = new Api(NodeOptions.defaults().withSlack(new Slack(10, 1_000)));
        String first = album(api, "a");
        String second = album(api, "b");
        LiveReader quick = reader(api, LIVE, Map.of());
        LiveReader slow = reader(api, LIVE, Map.of());
        slow.stall();

        rename(api, first, "z");
        for (int i = 0; i < 20; i++) {
            rename(api, second, "b" + i);
        }
        album(api, "m");
        String guest = album(api, "guest");
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", guest));
        executed.set(0);
        api.storage.takeCalls();
        slow.goOn();

        assertThat(slow.payloads()).hasSize(2);
        assertThat(executed).hasValue(1);
        assertThat(api.storage.takeCalls()).doesNotContainKeys("fetch", "fetchCounted", "find");
        assertThat(slow.titles()).isEqualTo(List.of("b19", "m", "z")).isEqualTo(quick.titles());
        album(api, "next");
        assertThat(slow.last()).isSameAs(quick.last());
        assertThat(slow.titles()).isEqualTo(LiveReader.stored(api));
    }

    @Test
    void subscriberThatIsTooSlowEndsWithTheCursorBehindWhichItGoesOn() {
        Api api = new Api(NodeOptions.defaults().withSlack(new Slack(0, 10)));
        album(api, "first");
        LiveReader quick = reader(api, LIVE, Map.of());
        LiveReader slow = reader(api, LIVE, Map.of());
        slow.stall();
        for (int i = 0; i < 30; i++) {
            album(api, "album " + i);
        }

        assertThat(slow.errors()).hasSize(1);
        Map<String, Object> extensions = slow.errors().get(0).getExtensions();
        assertThat(extensions).containsEntry("code", "LIMIT_EXCEEDED");
        assertThat(admission.liveQueries()).isEqualTo(1);

        LiveReader back = reader(
                api,
                LIVE.replace("subscription {", "subscription($since: String) {")
                        .replace("albums(", "albums(since: $since, "),
                Map.of("since", String.valueOf(extensions.get("cursor"))));
        slow.goOnAs(back);
        assertThat(LiveReader.json(back.last()).toString()).contains("reset=false");
        assertThat(slow.titles()).isEqualTo(LiveReader.stored(api)).isEqualTo(quick.titles());
    }

    @Test
    void whoLeavesLeavesNothingBehindAndMayComeAgain() {
        Api api = new Api();
        for (int i = 0; i < 3; i++) {
            LiveReader one = reader(api, LIVE, Map.of());
            LiveReader other = reader(api, LIVE, Map.of());
            one.cancel();
            album(api, "album " + i);
            other.cancel();
            album(api, "unseen " + i);

            assertThat(one.payloads()).hasSize(1);
            assertThat(other.payloads()).hasSize(2);
            assertThat(api.node.openLiveQueries()).isZero();
            assertThat(admission.liveQueries()).isZero();
        }
    }
}
