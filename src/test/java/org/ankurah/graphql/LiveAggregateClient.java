package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client of one live aggregate: it folds what it is told by the groups' keys, checks that each payload tells what
 * is new and nothing else, and after a break goes on behind the last cursor.
 */
final class LiveAggregateClient {

    private final String field;
    private final String arguments;
    private final String key;
    private final String figures;
    private final boolean wantsAll;
    private final Map<Object, Object> held = new LinkedHashMap<>();
    private Api api;
    private @Nullable AssertSubscriber<ExecutionResult> stream;
    private int taken;
    private boolean resumed;
    private int resets;
    private @Nullable Map<?, ?> last;

    /**
     * @param field such as {@code albumsAggregate}
     * @param arguments such as {@code groupBy: [year]}; may be empty
     * @param key what is selected of keys, such as {@code year}
     * @param figures what is selected of groups beside their key
     * @param wantsAll whether each payload shows all groups
     */
    LiveAggregateClient(Api api, String field, String arguments, String key, String figures, boolean wantsAll) {
        this.api = api;
        this.field = field;
        this.arguments = arguments;
        this.key = "key { " + key + " }";
        this.figures = figures;
        this.wantsAll = wantsAll;
        connect(null);
    }

    private void connect(@Nullable String since) {
        resumed = since != null;
        String group = "{ " + key + " " + figures + " }";
        String given = arguments + (resumed ? ", since: $since" : "");
        stream = api.watch(
                "subscription" + (resumed ? "($since: String)" : "") + " { " + field + in(given) + " { cursor reset "
                        + (wantsAll ? "groups " + group : "") + " changes { kind " + key + " group " + group + " } } }",
                since == null ? Map.of() : Map.of("since", since));
        taken = 0;
        next();
    }

    private static String in(String arguments) {
        return arguments.isEmpty() ? "" : "(" + arguments + ")";
    }

    /** Breaks the connection. */
    void leave() {
        drain();
        if (stream != null) {
            stream.cancel();
            stream = null;
        }
    }

    boolean away() {
        return stream == null;
    }

    /** Comes back behind the last cursor, perhaps to another node. */
    void comeBack(Api to) {
        leave();
        api = to;
        connect(String.valueOf(last().get("cursor")));
    }

    /** Takes in the next payload, and gives its changes as text. */
    String next() {
        AssertSubscriber<ExecutionResult> payloads = Objects.requireNonNull(stream);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> payloads.getItems().size() > taken);
        Answer answer = new Answer(payloads.getItems().get(taken).toSpecification());
        Map<?, ?> payload = (Map<?, ?>) Objects.requireNonNull(answer.at(field));
        boolean reset = (Boolean) payload.get("reset");
        if (taken > 0 || !resumed) {
            assertThat(reset).as("reset").isEqualTo(taken == 0);
        }
        if (reset) {
            held.clear();
            resets++;
        }
        ((List<?>) payload.get("changes")).forEach(change -> fold((Map<?, ?>) change, reset));
        if (wantsAll) {
            assertHolds((List<?>) payload.get("groups"), "all groups");
        }
        taken++;
        last = payload;
        return String.valueOf(payload.get("changes"));
    }

    private void fold(Map<?, ?> change, boolean reset) {
        Object keyOf = Objects.requireNonNull(change.get("key"));
        Object group = change.get("group");
        String kind = String.valueOf(change.get("kind"));
        Object former = held.get(keyOf);
        assertThat(kind).isEqualTo(kind(reset, former, group));
        assertThat(group).as(kind).isNotEqualTo(former);
        if (group == null) {
            held.remove(keyOf);
        } else {
            assertThat(((Map<?, ?>) group).get("key")).isEqualTo(keyOf);
            held.put(keyOf, group);
        }
    }

    private static String kind(boolean reset, @Nullable Object former, @Nullable Object group) {
        if (reset) {
            return "INITIAL";
        }
        if (group == null) {
            return "REMOVED";
        }
        return former == null ? "ADDED" : "UPDATED";
    }

    /** Takes in whatever has come, and says how many payloads that was. */
    int drain() {
        int before = taken;
        while (stream != null && stream.getItems().size() > taken) {
            next();
        }
        return taken - before;
    }

    /** The last payload. */
    Map<?, ?> last() {
        return Objects.requireNonNull(last);
    }

    int resets() {
        return resets;
    }

    /** What is held is what a query finds now. */
    void check(String what) {
        assertHolds(fresh(), what);
    }

    private void assertHolds(List<?> groups, String what) {
        assertThat(held.values())
                .as(what)
                .hasSameElementsAs(new ArrayList<>(groups))
                .hasSize(groups.size());
    }

    /** Takes in what one transaction did: exactly one payload, unless it changed nothing of what is selected. */
    void checkStep(String what) {
        List<?> fresh = fresh();
        boolean changed = fresh.size() != held.size() || !held.values().containsAll(fresh);
        assertThat(drain()).as(what + ": payloads").isEqualTo(changed ? 1 : 0);
        assertHolds(fresh, what);
        if (changed && wantsAll) {
            assertThat(last().get("groups")).as(what).isEqualTo(fresh);
        }
    }

    private List<?> fresh() {
        return api.run("{ " + field + in(arguments) + " { groups { " + key + " " + figures + " } } }")
                .list(field, "groups");
    }
}
