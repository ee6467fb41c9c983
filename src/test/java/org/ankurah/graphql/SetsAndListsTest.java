package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.Merged;
import org.ankurah.model.Model;
import org.ankurah.model.Ordered;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.SetOf;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets and ordered lists, as they are patched, read and asked about. */
class SetsAndListsTest {

    enum Mood {
        CALM,
        WILD
    }

    @Model
    record Board(
            @Required String name,
            @SetOf List<String> tags,
            @SetOf List<BigDecimal> prices,
            @SetOf List<Mood> moods,
            @SetOf List<Ref<Board>> friends,
            @Ordered List<String> steps,
            @Ordered List<Ref<Board>> queue,
            @Nullable @Merged Json details) {}

    private final Api api = new Api(List.of(Board.class));

    private String board(Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", "a");
        return api.create("Board", input);
    }

    private Answer patch(String id, String patch) {
        return api.run(
                "mutation($id: ID!) { updateBoard(id: $id, patch: {" + patch
                        + "}) { board { tags prices moods steps details"
                        + " friends { id } queue { id } } events { operations } } }",
                Map.of("id", id));
    }

    private Object patched(String id, String patch, String field) {
        return patch(id, patch).at("updateBoard", "board", field);
    }

    @Test
    void elementsOfASetAreAddedAndRemoved() {
        String id = board(Map.of("tags", List.of("rock", "live", "rock")));

        assertThat(patched(id, "tags: {add: [\"pop\"], remove: [\"rock\", \"unknown\"]}", "tags"))
                .isEqualTo(List.of("live", "pop"));
        assertThat(patched(id, "tags: {set: [\"b\", \"a\", \"live\"]}", "tags")).isEqualTo(List.of("a", "b", "live"));
        assertThat(patch(id, "tags: {add: [\"a\"], remove: [\"z\"]}").at("updateBoard", "events"))
                .isEqualTo(List.of());
        assertThat(patched(id, "prices: {add: [\"1.0\", \"1.00\", \"0.5\"]}, moods: {add: [WILD, CALM]}", "prices"))
                .isEqualTo(List.of("0.5", "1.0"));
    }

    @Test
    void membersOfADocumentAreWrittenOneByOne() {
        String id = board(Map.of("details", Map.of("size", Map.of("width", 3, "height", 4), "old", true)));

        Answer merged = patch(id, "details: {merge: {size: {width: 5}, old: null}}");
        assertThat(merged.at("updateBoard", "board", "details").toString()).isEqualTo("{size={height=4, width=5}}");
        assertThat(merged.at("updateBoard", "events").toString())
                .isEqualTo("[{operations={details={edit={set={size.width=5}, remove=[old]}}}}]");
        assertThat(patched(id, "details: {set: {size: {width: 5}}}", "details").toString())
                .isEqualTo("{size={width=5}}");
        assertThat(api.run("{ boards(where: {details: {path: \"size.width\", eq: 5}}) { totalCount } }")
                        .at("boards", "totalCount"))
                .isEqualTo(1);
        assertThat(patched(id, "details: null", "details")).isNull();
    }

    @Test
    void historyTellsWhatWasDone() {
        String id = board(Map.of("tags", List.of("rock")));

        assertThat(patch(id, "tags: {add: [\"pop\"], remove: [\"rock\"]}, steps: {insert: {at: 0, items: [\"x\"]}}")
                        .at("updateBoard", "events")
                        .toString())
                .isEqualTo("[{operations={steps={edit={insert=[x]}}, tags={edit={add=[pop], remove=[rock]}}}}]");
        assertThat(patch(id, "steps: {remove: {at: 0, count: 1}}")
                        .at("updateBoard", "events")
                        .toString())
                .isEqualTo("[{operations={steps={edit={remove=1}}}}]");
    }

    @Test
    void elementsOfAListAreInsertedMovedAndRemoved() {
        String id = board(Map.of("steps", List.of("a", "b", "c")));

        assertThat(patched(id, "steps: {insert: {at: 1, items: [\"x\", \"y\"]}}", "steps"))
                .isEqualTo(List.of("a", "x", "y", "b", "c"));
        assertThat(patched(id, "steps: {move: {from: 0, to: 4}}", "steps")).isEqualTo(List.of("x", "y", "b", "c", "a"));
        assertThat(patched(id, "steps: {remove: {at: 1, count: 2}}", "steps")).isEqualTo(List.of("x", "c", "a"));
        assertThat(patched(id, "steps: {set: [\"c\", \"c\", \"x\"]}", "steps")).isEqualTo(List.of("c", "c", "x"));
    }

    @Test
    void severalChangesOfOneRequestBuildUponEachOther() {
        String id = board(Map.of("steps", List.of("a")));

        api.run("""
                mutation($id: ID!) {
                  a: updateBoard(id: $id, patch: {steps: {insert: {at: 1, items: ["b", "c"]}}}) { cursor }
                  b: updateBoard(id: $id, patch: {steps: {move: {from: 2, to: 0}}}) { cursor }
                }""", Map.of("id", id));

        assertThat(patched(id, "name: \"b\"", "steps")).isEqualTo(List.of("c", "a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags: {add: [\"a\"], set: [\"b\"]}",
                "tags: {add: [\"a\"], remove: [\"a\"]}",
                "tags: {set: null}",
                "tags: null",
                "tags: {add: [\"\\u0000\"]}",
                "friends: {add: [\"nobody\"]}",
                "friends: {add: [\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"]}",
                "steps: {insert: {at: 4, items: [\"x\"]}}",
                "steps: {insert: {at: -1, items: [\"x\"]}}",
                "steps: {remove: {at: 1, count: 2}}",
                "steps: {remove: {at: 2147483647, count: 2147483647}}",
                "steps: {move: {from: 0, to: 2}}",
                "steps: {insert: {at: 0, items: [\"\\u0000\"]}}",
                "steps: null",
                "details: {merge: {a: \"\\u0000\"}}",
                "queue: {insert: {at: 0, items: [\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"]}}"
            })
    void whatCannotBeIsRefusedWithTheFieldAndChangesNothing(String patch) {
        String id = board(Map.of("tags", List.of("t"), "steps", List.of("a", "b")));

        Answer refused = patch(id, patch);

        assertThat(refused.code()).isEqualTo("VALIDATION");
        assertThat(refused.field()).isEqualTo(patch.substring(0, patch.indexOf(':')));
        assertThat(api.run("query($id: ID!) { board(id: $id) { tags steps revision { head } } }", Map.of("id", id))
                        .at("board")
                        .toString())
                .isEqualTo("{tags=[t], steps=[a, b], revision={head=[" + id + "]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps: {insert: {at: 0, items: [\"x\"]}, move: {from: 0, to: 0}}",
                "steps: {}",
                "steps: [\"a\"]",
                "tags: [\"a\"]",
                "tags: {add: [null]}",
                "steps: {insert: {at: 0}}",
                "details: {}",
                "details: {set: 1, merge: 2}"
            })
    void whatIsNoPatchIsRefused(String patch) {
        assertThat(patch(board(Map.of()), patch).code()).isEqualTo("BAD_QUERY");
    }

    @Test
    void deadReferencesMayBeRemovedAndMovedButNotAdded() {
        String gone = board(Map.of());
        String here = board(Map.of());
        String id = board(Map.of("friends", List.of(gone, here), "queue", List.of(gone, here)));
        api.run("mutation($id: ID!) { deleteBoard(id: $id) { cursor } }", Map.of("id", gone));

        assertThat(patched(id, "queue: {move: {from: 0, to: 1}}", "queue")).isEqualTo(List.of(Map.of("id", here)));
        assertThat(patched(id, "friends: {remove: [\"" + gone + "\"]}", "friends"))
                .isEqualTo(List.of(Map.of("id", here)));
        assertThat(patch(id, "friends: {add: [\"" + gone + "\"]}").code()).isEqualTo("VALIDATION");
    }

    @Test
    void theyAreFilteredAsListsAre() {
        String id = board(Map.of("tags", List.of("b", "a"), "steps", List.of("b", "a")));
        board(Map.of());

        for (String filter : Arrays.asList(
                "tags: {contains: \"a\"}",
                "tags: {eq: [\"a\", \"b\"]}",
                "steps: {eq: [\"b\", \"a\"]}",
                "steps: {containsAll: [\"a\", \"b\"]}",
                "steps: {isEmpty: false}")) {
            assertThat(api.run("{ boards(where: {" + filter + "}) { nodes { id } } }")
                            .at("boards", "nodes"))
                    .as(filter)
                    .isEqualTo(List.of(Map.of("id", id)));
        }
    }
}
