package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of one live query of albums: it folds what it is told, and after a break goes on behind the last cursor.
 */
final class LiveClient {

    private final String arguments;
    private final String selected;
    private final LiveFold fold;
    private Api api;
    private @Nullable AssertSubscriber<ExecutionResult> stream;
    private int taken;
    private @Nullable Map<?, ?> last;

    /**
     * @param arguments of the live query, such as {@code first: 3}; may be empty
     * @param selected of each album; {@code id} at least
     * @param window as in the arguments
     */
    LiveClient(Api api, String arguments, String selected, int window) {
        this.api = api;
        this.arguments = arguments;
        this.selected = selected;
        this.fold = new LiveFold("albums", "album", window);
        connect("");
    }

    LiveClient(Api api, String arguments, String selected) {
        this(api, arguments, selected, Integer.MAX_VALUE);
    }

    private void connect(String resuming) {
        String given = arguments + resuming;
        Map<String, Object> variables = new HashMap<>();
        if (!resuming.isEmpty()) {
            variables.put("since", cursor());
        }
        stream = api.watch(
                "subscription" + (resuming.isEmpty() ? "" : "($since: String)") + " { albums"
                        + (given.isEmpty() ? "" : "(" + given + ")")
                        + " { cursor reset totalCount changes { kind id index album { " + selected + " } } } }",
                variables);
        taken = 0;
        next();
    }

    /** Breaks the connection. */
    void leave() {
        drain();
        if (stream != null) {
            stream.cancel();
            stream = null;
        }
    }

    /** Comes back behind the last cursor, perhaps to another node. Nothing that was missed is told twice. */
    void comeBack(Api to) {
        leave();
        api = to;
        fold.resume();
        connect(", since: $since");
    }

    /** Takes in the next payload, and gives its changes. */
    List<?> next() {
        AssertSubscriber<ExecutionResult> payloads = java.util.Objects.requireNonNull(stream);
        await().until(() -> payloads.getItems().size() > taken);
        Map<String, Object> response = payloads.getItems().get(taken++).toSpecification();
        fold.apply(response);
        last = (Map<?, ?>) new Answer(response).at("albums");
        return (List<?>) last.get("changes");
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
        return java.util.Objects.requireNonNull(last);
    }

    String cursor() {
        return (String) java.util.Objects.requireNonNull(last().get("cursor"));
    }

    LiveFold fold() {
        return fold;
    }

    /** What is held is what a query finds now. */
    void check(String what) {
        Answer fresh = api.run("{ albums" + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " { nodes { "
                + selected + " } totalCount } }");
        assertThat(fold.items()).as(what).isEqualTo(fresh.list("albums", "nodes"));
        assertThat(last().get("totalCount")).as(what).isEqualTo(fresh.at("albums", "totalCount"));
    }
}
