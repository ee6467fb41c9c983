package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Folds the payloads of a live query as the contract tells clients to, and checks what each payload must hold:
 * the first one resets, removed entities come first and show nothing, the others come by ascending index.
 */
final class LiveFold {

    private final String field;
    private final String entity;
    private final List<Object> items = new ArrayList<>();
    private int payloads;

    /**
     * @param field the subscription's field, such as {@code albums}
     * @param entity the field of a change that holds the entity, such as {@code album}
     */
    LiveFold(String field, String entity) {
        this.field = field;
        this.entity = entity;
    }

    /** The entities held now, in order. */
    List<Object> items() {
        return items;
    }

    int payloads() {
        return payloads;
    }

    /** Takes in one payload, as the response that came over the wire. */
    void apply(Map<?, ?> response) {
        assertThat(response.get("errors")).as("errors").isNull();
        Map<?, ?> payload = (Map<?, ?>) ((Map<?, ?>) response.get("data")).get(field);
        boolean first = payloads++ == 0;
        assertThat(payload.get("reset")).as("reset").isEqualTo(first);
        List<?> changes = (List<?>) payload.get("changes");
        checkOrder(changes, first);
        changes.forEach(change -> items.removeIf(item -> id(item).equals(((Map<?, ?>) change).get("id"))));
        for (Object given : changes) {
            Map<?, ?> change = (Map<?, ?>) given;
            if (!change.get("kind").toString().equals("REMOVED")) {
                items.add((Integer) change.get("index"), change.get(entity));
            }
        }
        assertThat(payload.get("totalCount")).as("totalCount").isEqualTo(items.size());
        if (payload.containsKey("items")) {
            assertThat(payload.get("items")).as("items").isEqualTo(items);
        }
    }

    private void checkOrder(List<?> changes, boolean first) {
        int index = -1;
        boolean removing = true;
        for (Object given : changes) {
            Map<?, ?> change = (Map<?, ?>) given;
            String kind = change.get("kind").toString();
            assertThat(kind.equals("INITIAL")).as("INITIAL").isEqualTo(first);
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
