package org.ankurah.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** A document that is merged member by member: every leaf that somebody wrote and nobody overwrote. */
final class MergedState implements PropertyState {

    static final MergedState EMPTY = new MergedState(Dots.empty());

    private final Dots<Leaf> dots;

    /** Made when asked for; whoever makes it makes the same, and what it holds is immutable. */
    private @Nullable Value value;

    MergedState(Dots<Leaf> dots) {
        this.dots = dots;
    }

    /**
     * A value without members: a scalar, an array, or an empty object.
     *
     * @param path names of members from the root to it
     */
    record Leaf(List<String> path, Json value) {

        Leaf {
            path = List.copyOf(path);
        }
    }

    Dots<Leaf> dots() {
        return dots;
    }

    @Override
    public Value value() {
        Value made = value;
        if (made == null) {
            Node root = tree();
            made = root.isAbsent() || root.json() == Json.NULL ? Value.NULL : new Value.Doc(root.json());
            value = made;
        }
        return made;
    }

    @Override
    public PropertyBackend backend() {
        return MergedBackend.INSTANCE;
    }

    /** The document with all that was written at each place. */
    Node tree() {
        Node root = new Node();
        dots.living().forEach((dot, leaf) -> {
            Node node = root;
            node.newest = dot;
            for (String name : leaf.path()) {
                node = node.members.computeIfAbsent(name, key -> new Node());
                node.newest = dot;
            }
            node.leaves.add(Map.entry(dot, leaf.value()));
        });
        return root;
    }

    /**
     * One place of the document. If several wrote to it at once the newest write shows; of a leaf and of members below
     * it that means the newest of either. An empty object says that there is an object, and leaves room for members.
     */
    static final class Node {

        /** Ascending. */
        private final List<Map.Entry<Dot, Json>> leaves = new ArrayList<>();

        private final Map<String, Node> members = new TreeMap<>();

        /** The greatest of all leaves here and below, as they come in ascending order. */
        private @Nullable Dot newest;

        boolean isAbsent() {
            return newest == null;
        }

        Map<String, Node> members() {
            return members;
        }

        /** The leaf that shows; null if an object with members does. */
        @Nullable
        Json leaf() {
            if (leaves.isEmpty()) {
                return null;
            }
            Map.Entry<Dot, Json> last = leaves.get(leaves.size() - 1);
            boolean hidden = !members.isEmpty()
                    && (last.getValue().equals(Json.EMPTY_OBJECT)
                            || !last.getKey().equals(newest));
            return hidden ? null : last.getValue();
        }

        /** What shows here. */
        Json json() {
            Json leaf = leaf();
            if (leaf != null) {
                return leaf;
            }
            Map<String, Json> object = new TreeMap<>();
            members.forEach((name, member) -> object.put(name, member.json()));
            return new Json.Obj(object);
        }

        /** Every write here and below. */
        void collect(List<Dot> into) {
            collectLeaves(into, true);
            members.values().forEach(member -> member.collect(into));
        }

        /** The writes of a leaf here. */
        void collectLeaves(List<Dot> into, boolean empties) {
            leaves.stream()
                    .filter(leaf -> empties || !leaf.getValue().equals(Json.EMPTY_OBJECT))
                    .forEach(leaf -> into.add(leaf.getKey()));
        }
    }
}
