package org.ankurah.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ankurah.merge.MergedState.Leaf;
import org.ankurah.merge.MergedState.Node;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What one event does to a document that is merged member by member. Its content holds, flat: the number of writes that
 * it overwrites and their {@link Dot}s, the number of members that it removes and their paths, and each leaf that it
 * writes behind its path. A path is its length and that many names.
 *
 * @param written leaves, in the order of their numbers
 * @param overwritten what was seen where something is written or removed
 * @param removed paths of members, for people who read the history
 */
record MergedEdit(List<Leaf> written, List<Dot> overwritten, List<List<String>> removed) {

    MergedEdit {
        written = List.copyOf(written);
        overwritten = List.copyOf(overwritten);
        removed = List.copyOf(removed);
    }

    /** The difference while it is found. */
    private static final class Draft {
        private final List<Leaf> written = new ArrayList<>();
        private final List<Dot> overwritten = new ArrayList<>();
        private final List<List<String>> removed = new ArrayList<>();
        private final List<String> path = new ArrayList<>();

        int size() {
            return written.size() + overwritten.size();
        }
    }

    /**
     * The least edit that makes a document another one.
     *
     * @param wanted null to clear it
     */
    static MergedEdit between(MergedState before, @Nullable Json wanted) {
        Draft draft = new Draft();
        Node now = before.tree();
        if (wanted == null) {
            remove(now, draft);
        } else {
            become(now, wanted, draft);
        }
        Collections.sort(draft.overwritten);
        return new MergedEdit(draft.written, draft.overwritten, draft.removed);
    }

    private static void remove(Node now, Draft draft) {
        if (!now.isAbsent()) {
            now.collect(draft.overwritten);
            draft.removed.add(List.copyOf(draft.path));
        }
    }

    private static void become(Node now, Json wanted, Draft draft) {
        boolean object = wanted instanceof Json.Obj given && !given.value().isEmpty();
        boolean stays =
                !now.isAbsent() && (object ? now.leaf() == null : now.json().equals(wanted));
        if (!stays) {
            now.collect(draft.overwritten);
            leaves(draft.path, wanted, draft.written);
        } else if (object) {
            becomeMembers(now, ((Json.Obj) wanted).value(), draft);
        }
    }

    private static void becomeMembers(Node now, Map<String, Json> wanted, Draft draft) {
        int before = draft.size();
        TreeSet<String> names = new TreeSet<>(now.members().keySet());
        names.addAll(wanted.keySet());
        for (String name : names) {
            Node member = now.members().getOrDefault(name, new Node());
            Json next = wanted.get(name);
            draft.path.add(name);
            if (next == null) {
                remove(member, draft);
            } else {
                become(member, next, draft);
            }
            draft.path.remove(draft.path.size() - 1);
        }
        if (draft.size() > before) {
            // Whoever wrote another value here at the same time has lost to what stands here now.
            now.collectLeaves(draft.overwritten, false);
        }
    }

    /** The leaves of a document, in the order of names whatever the order in the document. */
    static List<Leaf> leaves(Json document) {
        List<Leaf> leaves = new ArrayList<>();
        leaves(new ArrayList<>(), document, leaves);
        return leaves;
    }

    private static void leaves(List<String> path, Json json, List<Leaf> into) {
        if (!(json instanceof Json.Obj object) || object.value().isEmpty()) {
            into.add(new Leaf(path, json));
            return;
        }
        new TreeMap<>(object.value()).forEach((name, member) -> {
            path.add(name);
            leaves(path, member, into);
            path.remove(path.size() - 1);
        });
    }

    boolean isEmpty() {
        return written.isEmpty() && overwritten.isEmpty();
    }

    static MergedEdit read(Value content) {
        Parts parts = new Parts(content);
        List<Dot> overwritten = new ArrayList<>();
        for (long n = parts.nextNumber(); n > 0; n--) {
            overwritten.add(parts.nextDot());
        }
        List<List<String>> removed = new ArrayList<>();
        for (long n = parts.nextNumber(); n > 0; n--) {
            removed.add(readPath(parts));
        }
        List<Leaf> written = new ArrayList<>();
        while (parts.hasNext()) {
            List<String> path = readPath(parts);
            written.add(new Leaf(path, ((Value.Doc) parts.next()).value()));
        }
        return new MergedEdit(written, overwritten, removed);
    }

    private static List<String> readPath(Parts parts) {
        List<String> path = new ArrayList<>();
        for (long n = parts.nextNumber(); n > 0; n--) {
            path.add(((Value.Str) parts.next()).value());
        }
        return path;
    }

    Value write() {
        Parts parts = new Parts().add(overwritten.size());
        overwritten.forEach(parts::add);
        parts.add(removed.size());
        removed.forEach(path -> writePath(parts, path));
        for (Leaf leaf : written) {
            writePath(parts, leaf.path());
            parts.add(new Value.Doc(leaf.value()));
        }
        return parts.toValue();
    }

    private static void writePath(Parts parts, List<String> path) {
        parts.add(path.size());
        path.forEach(name -> parts.add(new Value.Str(name)));
    }
}
