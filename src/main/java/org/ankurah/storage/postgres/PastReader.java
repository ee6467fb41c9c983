package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads entities as they were right behind a position.
 *
 * <p>Most entities have not changed since. So a question is asked of the very tables, by the statements that ask for
 * the present; only, what stands before such a statement shows those that did change as they were:
 *
 * <ol>
 *   <li>In a snapshot of the database, find the entities of the tables that the statement names which existed at the
 *       position and have changed since ({@link Changed}).
 *   <li>Replay their histories up to the position ({@link Rewind}).
 *   <li>Ask, with each table's name standing for its unchanged rows and the replayed ones ({@link Shadow}).
 * </ol>
 *
 * <p>The cost is that of the present plus that of the histories of what changed. It is kept, so that a further
 * question only looks at what happened meanwhile.
 */
final class PastReader extends QuestionReader {

    private final Sessions sessions;
    private final Supplier<Tables> tables;
    private final Supplier<Reads> reads;
    private final long position;
    private final long mostScanned;
    private final Map<Table, Shadow> shadows = new ConcurrentHashMap<>();

    /**
     * @param tables the tables once the engine is open
     * @param reads the questions to them
     * @param mostScanned how many events are gone through at most for what they changed
     */
    PastReader(Sessions sessions, Supplier<Tables> tables, Supplier<Reads> reads, long position, long mostScanned) {
        this.sessions = sessions;
        this.tables = tables;
        this.reads = reads;
        this.position = position;
        this.mostScanned = mostScanned;
    }

    /** Needs no snapshot: neither a state that has not changed since nor a history up to a position ever changes. */
    @Override
    public Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.createFrom().deferred(() -> {
            Table table = tables.get().get(collection);
            return sessions.read(session ->
                    reads.get().load(collection, ids).ask(session).chain(now -> rewound(session, table, now)));
        });
    }

    private Uni<Map<Ulid, EntityState>> rewound(
            Mutiny.StatelessSession session, Table table, Map<Ulid, EntityState> now) {
        Map<Ulid, EntityState> then = new HashMap<>();
        Set<Ulid> changed = new LinkedHashSet<>();
        now.forEach((id, state) -> {
            if (state.position() > position) {
                changed.add(id);
            } else {
                then.put(id, state);
            }
        });
        if (changed.isEmpty()) {
            return Uni.createFrom().item(then);
        }
        return Changed.of(session, table, changed, position)
                .chain(entities -> new Rewind(session, position).states(entities))
                .map(states -> {
                    states.forEach(state -> then.put(state.id(), state));
                    return then;
                });
    }

    @Override
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : sessions.read(session -> Log.collectionsOf(session, ids, position));
    }

    @Override
    <T> Uni<T> read(Function<Reads, Question<T>> ask) {
        return Uni.createFrom().deferred(() -> {
            Set<Table> used = new LinkedHashSet<>();
            Set<Table> present = new LinkedHashSet<>();
            Question<T> question =
                    ask.apply(reads.get().at(position, tables.get().ofPast(used::add, present::add)));
            return sessions.snapshot(session -> shadows(session, used)
                    .chain(shown -> Shadow.over(question, shown, present).ask(session)));
        });
    }

    private Uni<List<Shadow>> shadows(Mutiny.StatelessSession session, Set<Table> used) {
        List<Shadow> known = used.stream()
                .map(table -> shadows.getOrDefault(table, new Shadow(table, position)))
                .toList();
        return Changed.behind(session, known, mostScanned)
                .chain(changed -> new Rewind(session, position)
                        .states(changed.entities())
                        .map(states -> {
                            List<Shadow> grown = known.stream()
                                    .map(shadow -> shadow.grown(changed, states))
                                    .toList();
                            grown.forEach(shadow -> shadows.put(shadow.table(), shadow));
                            return grown;
                        }));
    }
}
