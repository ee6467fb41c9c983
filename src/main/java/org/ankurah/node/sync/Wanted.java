package org.ankurah.node.sync;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** A selection that is wanted here: what the upstream has told of it, and what is out of date here for all that. */
final class Wanted {

    private final Selection selection;
    private final CompiledSelection compiled;
    private final String text;
    private final Replica replica;

    /** What it holds upstream, if it is limited. */
    private final @Nullable Window window;

    /** Up to where it was told; -1 if never. */
    private long since = -1;

    /** Whether what is told next brings it in step with the upstream. */
    private boolean behind = true;

    /** What was named so far in deltas that belong together. */
    private final Set<Ulid> named = new HashSet<>();

    /** What is known to be in the log since, by other means than being told of this. */
    private final Set<Ulid> learned = new LinkedHashSet<>();

    Wanted(Selection selection, Replica replica) {
        Integer limit = selection.limit();
        this.selection = selection;
        this.compiled = CompiledSelection.of(selection);
        this.text = SelectionText.write(selection);
        this.replica = replica;
        this.window = limit == null ? null : new Window(selection, limit, replica);
    }

    String collection() {
        return selection.model().collection();
    }

    /** The selection as query text. */
    String text() {
        return text;
    }

    /** Up to where it was told; -1 if never. */
    long since() {
        return since;
    }

    /** It is asked for, by a new connection. */
    void behind() {
        named.clear();
        learned.clear();
        behind = true;
    }

    /** What was told of it before does not hold any more. */
    void startOver() {
        since = -1;
    }

    /** An entity was changed by a commit of this node, which is in the log. */
    void learned(Ulid id) {
        if (window == null) {
            learned.add(id);
        }
    }

    /** A delta came, perhaps one of several that belong together. */
    void name(Message.Delta delta) {
        if (delta.whole() || behind || window != null) {
            delta.entities().forEach(entity -> named.add(entity.id()));
        }
        delta.entities().forEach(entity -> learned.remove(entity.id()));
    }

    /**
     * The last of the deltas that belong together was taken in.
     *
     * @return what has to be asked for
     */
    Set<Ulid> told(Message.Delta last) {
        long before = since;
        since = last.position();
        Set<Ulid> stale = Set.of();
        if (window != null) {
            window.told(named, last.whole());
            stale = window.strangers();
        } else if (last.whole() || behind) {
            stale = stale(last.whole() ? 0 : before);
        } else {
            stale = unnamed();
        }
        named.clear();
        behind = false;
        return stale;
    }

    /**
     * What seems to match here and was not named has left meanwhile, or was changed here only. If all is told since a
     * position, that can be so of what was learned of since: what came and left again is not told.
     */
    private Set<Ulid> stale(long after) {
        Set<Ulid> stale = new LinkedHashSet<>();
        replica.states(collection())
                .filter(state -> !named.contains(state.id())
                        && replica.known(collection(), state.id()).position() > after
                        && compiled.matches(state, replica))
                .forEach(state -> stale.add(state.id()));
        return stale;
    }

    /** What was learned of, is in what was told by its position, and was not named: the upstream had merged it away. */
    private Set<Ulid> unnamed() {
        Set<Ulid> unnamed = new LinkedHashSet<>(learned);
        unnamed.removeIf(id -> replica.known(collection(), id).position() > since);
        learned.removeAll(unnamed);
        unnamed.removeIf(id -> {
            EntityState state = replica.state(collection(), id);
            return state == null || !compiled.matches(state, replica);
        });
        return unnamed;
    }

    /** What shows here beyond what is known of a limited result, and was not asked for yet. */
    Set<Ulid> strangers() {
        return window == null || since < 0 ? Set.of() : window.strangers();
    }
}
