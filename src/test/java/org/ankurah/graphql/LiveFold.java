package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Folds the payloads of a live query as the contract tells clients to, and checks what each payload must hold:
 * the first one resets unless the live query was resumed, removed entities come first and show nothing, the others
 * come by ascending index, and a window is as full as can be.
 */
final class LiveFold {

    private final String field;
    private final String entity;
    private final int window;
    private final List<Object> items = new ArrayList<>();
    private boolean first = true;
    private boolean resumed;
    private int payloads;
    private int resets;

    /**
     * @param field the subscription's field, such as {@code albums}
     * @param entity the field of a change that holds the entity, such as {@code album}
     */
    LiveFold(String field, String entity) {
        this(field, entity, Integer.MAX_VALUE);
    }

    /** @param window the largest number of entities in the result */
    LiveFold(String field, String entity, int window) {
        this.field = field;
        this.entity = entity;
        this.window = window;
    }

    /** The entities held now, in order. */
    List<Object> items() {
        return items;
    }

    int payloads() {
        return payloads;
    }

    /** How many payloads started over. */
    int resets() {
        return resets;
    }

    /** What comes next is the stream of a live query that goes on with what is held here. */
    void resume() {
        first = true;
        resumed = true;
    }

    /** Takes in one payload, as the response that came over the wire. */
    void apply(Map<?, ?> response) {
        assertThat(response.get("errors")).as("errors").isNull();
        Map<?, ?> payload = (Map<?, ?>) ((Map<?, ?>) response.get("data")).get(field);
        boolean reset = (Boolean) payload.get("reset");
        if (!resumed || !first) {
            assertThat(reset).as("reset").isEqualTo(first);
        }
        if (reset) {
            items.clear();
            resets++;
        }
        List<?> changes = (List<?>) payload.get("changes");
        checkOrder(changes, reset);
        changes.forEach(change -> items.removeIf(item -> id(item).equals(((Map<?, ?>) change).get("id"))));
        for (Object given : changes) {
            Map<?, ?> change = (Map<?, ?>) given;
            if (!change.get("kind").toString().equals("REMOVED")) {
                items.add((Integer) change.get("index"), change.get(entity));
            }
        }
        checkWhole(payload);
        first = false;
        payloads++;
    }

    private void checkWhole(Map<?, ?> payload) {
        if (payload.get("totalCount") instanceof Integer total) {
            assertThat(items).as("as many as there are").hasSize(Math.min(total, window));
        }
        if (payload.containsKey("items")) {
            assertThat(payload.get("items")).as("items").isEqualTo(items);
        }
    }

    private void checkOrder(List<?> changes, boolean reset) {
        int index = -1;
        boolean removing = true;
        for (Object given : changes) {
            Map<?, ?> change = (Map<?, ?>) given;
            String kind = change.get("kind").toString();
            if (!resumed || !first || reset) {
                assertThat(kind.equals("INITIAL")).as("INITIAL").isEqualTo(reset);
            }
            if (kind.equals("REMOVED")) {
                assertThat(removing).as("removed first").isTrue();
                assertThat(change.get("index")).isNull();
                assertThat(change.get(entity)).isNull();
            } else {
                removing = false;
                assertThat((Integer) change.get("index")).as("ascending index").isGreaterThan(index);
                index = (Integer) change.get("index");
                assertThat(id(change.get(entity))).isEqualTo(change.get("id"));
            }
        }
    }

    private static Object id(Object item) {
        return ((Map<?, ?>) item).get("id");
    }
}
