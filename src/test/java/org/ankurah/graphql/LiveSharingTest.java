package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.GraphQLError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Slack;
import org.junit.jupiter.api.Test;

/** Equal subscriptions share their work, and those that do not keep up are caught up. */
class LiveSharingTest {

    private static final String LIVE = "subscription { albums(orderBy: {title: ASC}) "
            + "{ cursor reset totalCount changes { kind id index album { id title } } } }";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Admission admission = new Admission(new TransportLimits(
            Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1_000, 1_000, Integer.MAX_VALUE, false));
    private final AtomicInteger executed = new AtomicInteger();

    /** A client that takes payloads, or does not. */
    private final class Reader implements Outlet {

        private final List<byte[]> payloads = new ArrayList<>();
        private final List<GraphQLError> errors = new ArrayList<>();
        private final OperationRun run;
        private boolean ready = true;

        Reader(Api api, String document, Map<String, Object> variables) {
            Requests requests = api.requests();
            Requests counting = (request, payload) -> {
                executed.addAndGet(payload == null ? 0 : 1);
                return requests.execute(request, payload);
            };
            run = OperationRun.start(
                    counting,
                    Runnable::run,
                    admission,
                    new GraphqlRequest(Transport.WEB_SOCKET, document, null, variables, null, null),
                    this);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void next(byte[] result) {
            payloads.add(result);
        }

        @Override
        public void flush() {}

        @Override
        public void error(List<GraphQLError> reasons) {
            errors.addAll(reasons);
        }

        @Override
        public void complete() {
            throw new AssertionError("a live query does not complete");
        }

        byte[] last() {
            return payloads.get(payloads.size() - 1);
        }

        void stall() {
            ready = false;
        }

        void goOn() {
            ready = true;
            run.resume();
        }

        /** The titles that it holds by what it was told. */
        List<?> titles() {
            LiveFold fold = new LiveFold("albums", "album", Integer.MAX_VALUE);
            payloads.forEach(payload -> fold.apply(json(payload)));
            return fold.items().stream()
                    .map(album -> ((Map<?, ?>) album).get("title"))
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(byte[] payload) {
        try {
            return JSON.readValue(payload, Map.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String album(Api api, String title) {
        return api.create("Album", Map.of("title", title));
    }

    private static void rename(Api api, String id, String title) {
        api.run(
                "mutation($id: ID!, $title: String) { updateAlbum(id: $id, patch: {title: $title}) { cursor } }",
                Map.of("id", id, "title", title));
    }

    private static List<?> fresh(Api api) {
        return api
                .run("{ albums(orderBy: {title: ASC}, first: 1000) { nodes { title } } }")
                .list("albums", "nodes")
                .stream()
                .map(album -> ((Map<?, ?>) album).get("title"))
                .toList();
    }

    @Test
    void payloadsOfEqualSubscriptionsAreExecutedAndWrittenOnce() {
        Api api = new Api();
        String where =
                " { albums(where: %s) { cursor changes { kind album { ...T } } } } fragment T on Album { title }";
        Reader one = new Reader(api, "subscription" + where.formatted("{year: {eq: 1984}}"), Map.of());
        Reader same = new Reader(api, "subscription($y: Int)" + where.formatted("{year: {eq: $y}}"), Map.of("y", 1984));
        Reader inline = new Reader(
                api,
                "subscription X { albums(where: {year: {eq: 1984}}) { cursor changes { kind album { title } } } }",
                Map.of());
        executed.set(0);

        api.create("Album", Map.of("title", "Purple Rain", "year", 1984));

        assertThat(executed).hasValue(1);
        assertThat(one.payloads).hasSize(2);
        assertThat(same.last()).isSameAs(one.last());
        assertThat(inline.last()).isSameAs(one.last());
    }

    @Test
    void whatLooksDifferentIsNotShared() {
        Api api = new Api();
        Reader plain = new Reader(api, "subscription { albums { changes { kind id } } }", Map.of());
        Reader order = new Reader(api, "subscription { albums { changes { id kind } } }", Map.of());
        Reader alias = new Reader(api, "subscription { mine: albums { changes { kind id } } }", Map.of());
        Reader skipped = new Reader(api, "subscription { albums { changes { kind id @skip(if: true) } } }", Map.of());

        album(api, "1999");

        assertThat(json(alias.last()).get("data").toString()).startsWith("{mine=");
        assertThat(json(skipped.last()).get("data").toString()).doesNotContain("id=");
        assertThat(new String(order.last(), StandardCharsets.UTF_8))
                .isNotEqualTo(new String(plain.last(), StandardCharsets.UTF_8));
        assertThat(api.node.openLiveQueries()).isEqualTo(4);
    }

    @Test
    void manyEqualSubscribersCostOneRead() {
        Api api = new Api();
        album(api, "1999");
        api.storage.takeCalls();

        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            readers.add(new Reader(api, LIVE, Map.of()));
        }

        assertThat(api.storage.takeCalls()).containsEntry("fetch", 1).doesNotContainKey("fetchCounted");
        assertThat(readers).allSatisfy(reader -> assertThat(reader.titles()).isEqualTo(List.of("1999")));
    }

    @Test
    void slowSubscriberGetsOneExactPayloadForAllThatItDidNotTake() {
        Api api = new Api(NodeOptions.defaults().withSlack(new Slack(10, 1_000)));
        String first = album(api, "a");
        String second = album(api, "b");
        Reader quick = new Reader(api, LIVE, Map.of());
        Reader slow = new Reader(api, LIVE, Map.of());
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

        assertThat(slow.payloads).hasSize(2);
        assertThat(executed).hasValue(1);
        assertThat(api.storage.takeCalls()).doesNotContainKeys("fetch", "fetchCounted", "find");
        assertThat(slow.titles()).isEqualTo(List.of("b19", "m", "z")).isEqualTo(quick.titles());
        album(api, "next");
        assertThat(slow.last()).isSameAs(quick.last());
        assertThat(slow.titles()).isEqualTo(fresh(api));
    }

    @Test
    void subscriberThatIsTooSlowEndsWithTheCursorBehindWhichItGoesOn() {
        Api api = new Api(NodeOptions.defaults().withSlack(new Slack(0, 10)));
        album(api, "first");
        Reader quick = new Reader(api, LIVE, Map.of());
        Reader slow = new Reader(api, LIVE, Map.of());
        slow.stall();
        for (int i = 0; i < 30; i++) {
            album(api, "album " + i);
        }

        assertThat(slow.errors).hasSize(1);
        Map<String, Object> extensions = slow.errors.get(0).getExtensions();
        assertThat(extensions).containsEntry("code", "LIMIT_EXCEEDED");
        assertThat(admission.liveQueries()).isEqualTo(1);

        Reader back = new Reader(
                api,
                LIVE.replace("subscription {", "subscription($since: String) {")
                        .replace("albums(", "albums(since: $since, "),
                Map.of("since", String.valueOf(extensions.get("cursor"))));
        slow.payloads.addAll(back.payloads);
        assertThat(json(back.last()).toString()).contains("reset=false");
        assertThat(slow.titles()).isEqualTo(fresh(api)).isEqualTo(quick.titles());
    }

    @Test
    void whoLeavesLeavesNothingBehindAndMayComeAgain() {
        Api api = new Api();
        for (int i = 0; i < 3; i++) {
            Reader one = new Reader(api, LIVE, Map.of());
            Reader other = new Reader(api, LIVE, Map.of());
            one.run.cancel();
            album(api, "album " + i);
            other.run.cancel();
            album(api, "unseen " + i);

            assertThat(one.payloads).hasSize(1);
            assertThat(other.payloads).hasSize(2);
            assertThat(api.node.openLiveQueries()).isZero();
            assertThat(admission.liveQueries()).isZero();
        }
    }
}
