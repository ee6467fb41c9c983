package org.ankurah.reactor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** What became of each entity that was touched between two positions of the log, whatever happened in between. */
public final class NetChanges {

    /** Nothing. */
    static final NetChanges NONE = new NetChanges();

    private final Map<Ulid, Delta> deltas = new LinkedHashMap<>();

    private NetChanges() {}

    /** The changes of these entities, each named once at most. */
    public static NetChanges of(Collection<EntityChange> changes) {
        NetChanges net = new NetChanges();
        changes.forEach(net::add);
        return net;
    }

    /** The changes of transactions that follow each other. */
    static NetChanges of(Iterable<CommittedTransaction> transactions) {
        NetChanges net = new NetChanges();
        transactions.forEach(transaction -> transaction.changes().forEach(net::add));
        return net;
    }

    /** These changes and later ones as one. */
    NetChanges then(NetChanges later) {
        NetChanges net = new NetChanges();
        deltas.values().forEach(net::add);
        later.deltas.values().forEach(net::add);
        return net;
    }

    /** The way back. */
    NetChanges reversed() {
        NetChanges net = new NetChanges();
        deltas.forEach((id, delta) -> net.deltas.put(id, delta.reversed()));
        return net;
    }

    /** One per touched entity. */
    Collection<Delta> all() {
        return deltas.values();
    }

    /** The change of one entity, or null if it was not touched. */
    @Nullable
    Delta get(Ulid id) {
        return deltas.get(id);
    }

    boolean isEmpty() {
        return deltas.isEmpty();
    }

    private void add(EntityChange change) {
        add(Delta.of(change.before(), change.after()));
    }

    private void add(Delta delta) {
        deltas.merge(delta.id(), delta, Delta::then);
    }
}
