package org.ankurah.node.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Event;
import org.ankurah.query.Selection;
import org.ankurah.reactor.EntityChange;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What a follower does: it asks its upstream for what is wanted here, and brings what was committed here upstream. It
 * outlives connections; each begins with {@link #connected} and ends with {@link #disconnected}.
 *
 * <pre>
 *   AWAY ──connected──▶ GREETING ──Welcome──▶ IN_TOUCH
 *     ▲───────────────── disconnected, Goodbye ──┘
 * </pre>
 *
 * <p>Behind the greeting it first sends what is not confirmed, in the order in which it was committed, and then asks
 * for what is wanted; so an upstream knows what was committed here before it tells what there is.
 *
 * <p>Not safe for use by several threads; what it calls must not call it back.
 */
public final class Follower {

    /** How many transactions may be on their way at once. */
    static final int MOST_ON_THE_WAY = 256;

    /** How many deltas may come before credit is given. */
    static final int WINDOW = 64;

    private enum Phase {
        AWAY,
        GREETING,
        IN_TOUCH
    }

    private final Ulid node;
    private final Map<String, String> models;
    private final Replica replica;
    private final Remaker remaker;
    private final Port port;
    private final Map<Integer, Wanted> wanted = new LinkedHashMap<>();
    private final Map<Integer, Asked> asked = new LinkedHashMap<>();
    private final Set<Ulid> onTheWay = new LinkedHashSet<>();
    private @Nullable Ulid system;
    private @Nullable String access;
    private Phase phase = Phase.AWAY;
    private int numbers;
    private int taken;

    /** What a follower does to the world. */
    public interface Port {

        /** Sends it to the upstream. */
        void send(Message.Request message);

        /** Entities look different here. */
        void changed(List<EntityChange> changes);

        /** A transaction is not pending any more. */
        void settled(Outcome outcome);

        /** What the upstream has of what is wanted is here. Each time that it said so anew. */
        void told(int query);

        /** The upstream does not tell of this any more, though it is still wanted. */
        void ended(int query, AnkurahException reason);

        /** What was asked for is here, or cannot be had. */
        void fetched(int request, @Nullable AnkurahException failure);

        /** The upstream's time, in milliseconds since 1970. */
        void time(long millis);

        /** The connection is of no use: it is to be closed, and none is to be opened if trying again cannot help. */
        void close(AnkurahException reason, boolean forGood);
    }

    /**
     * @param whole whether it is asked for as if nothing were known
     * @param last the number of the last part of the question
     * @param several whether it has several parts
     */
    private record Asked(String collection, List<Ulid> ids, boolean whole, int last, boolean several) {}

    /**
     * @param node the id of this node
     * @param models by collection, the digest of its model
     * @param system the system whose data the replica holds; null if it holds none
     */
    public Follower(
            Ulid node, Map<String, String> models, @Nullable Ulid system, Replica replica, Remaker remaker, Port port) {
        this.node = node;
        this.models = Map.copyOf(models);
        this.system = system;
        this.replica = replica;
        this.remaker = remaker;
        this.port = port;
    }

    /** The system that the data here belongs to; null as long as it is not known. */
    public @Nullable Ulid system() {
        return system;
    }

    /** Whether an upstream answers. */
    public boolean isInTouch() {
        return phase == Phase.IN_TOUCH;
    }

    /** A connection is there. */
    public void connected(@Nullable String token) {
        phase = Phase.GREETING;
        taken = 0;
        onTheWay.clear();
        port.send(new Message.Hello(Message.VERSION, node, system, models, token));
    }

    /** The connection is gone. */
    public void disconnected() {
        phase = Phase.AWAY;
    }

    /**
     * Wants what a selection selects, from now on.
     *
     * @return the number by which it is called
     */
    public int want(Selection selection) {
        int query = ++numbers;
        wanted.put(query, new Wanted(selection, replica));
        if (phase == Phase.IN_TOUCH) {
            subscribe(query, true);
        }
        return query;
    }

    /** Does not want it any more. */
    public void unwant(int query) {
        if (wanted.remove(query) != null && phase == Phase.IN_TOUCH) {
            port.send(new Message.Unsubscribe(query));
        }
    }

    /**
     * Asks for what became of entities.
     *
     * @return the number by which the question is called; that of its last part, if it has several
     */
    public int fetch(String collection, Set<Ulid> ids) {
        return fetch(collection, ids, false);
    }

    private int fetch(String collection, Set<Ulid> ids, boolean whole) {
        List<Ulid> all = List.copyOf(ids);
        int parts = Math.max(1, (all.size() + Message.Fetch.MOST - 1) / Message.Fetch.MOST);
        int last = numbers + parts;
        int from = 0;
        do {
            int to = Math.min(all.size(), from + Message.Fetch.MOST);
            int request = ++numbers;
            asked.put(request, new Asked(collection, all.subList(from, to), whole, last, parts > 1));
            if (phase == Phase.IN_TOUCH) {
                ask(request);
            }
            from = to;
        } while (from < all.size());
        return numbers;
    }

    /** Takes in a transaction that was committed here. */
    public void commit(PendingTransaction transaction) {
        apply(replica.commit(transaction));
        sendPending();
    }

    /** Takes in what the upstream says. */
    public void receive(Message.Answer message) {
        if (message instanceof Message.Goodbye goodbye) {
            close(new AnkurahException(goodbye.code(), goodbye.reason(), null), !isPassing(goodbye.code()));
        } else if (message instanceof Message.Welcome welcome && phase == Phase.GREETING) {
            welcome(welcome);
        } else if (phase != Phase.IN_TOUCH) {
            close(AnkurahException.badQuery("The server answers before it was asked."), true);
        } else if (message instanceof Message.Delta delta) {
            delta(delta);
        } else if (message instanceof Message.Ended ended) {
            if (wanted.remove(ended.query()) != null) {
                port.ended(ended.query(), new AnkurahException(ended.code(), ended.reason(), null));
            }
        } else if (message instanceof Message.Fetched fetched) {
            fetched(fetched);
        } else if (message instanceof Message.Committed committed) {
            committed(committed);
        } else if (message instanceof Message.Rejected rejected) {
            rejected(rejected);
        }
    }

    private static boolean isPassing(ErrorCode code) {
        return code == ErrorCode.UNAVAILABLE || code == ErrorCode.LIMIT_EXCEEDED || code == ErrorCode.INTERNAL;
    }

    private void close(AnkurahException reason, boolean forGood) {
        phase = Phase.AWAY;
        port.close(reason, forGood);
    }

    private void welcome(Message.Welcome welcome) {
        if (welcome.version() != Message.VERSION) {
            close(
                    AnkurahException.badQuery("The server speaks version " + welcome.version()
                            + " of the protocol, this node version " + Message.VERSION + "."),
                    true);
            return;
        }
        if (system != null && welcome.system() != null && !system.equals(welcome.system())) {
            close(foreign(), true);
            return;
        }
        if (system == null) {
            system = welcome.system();
        }
        boolean sameAccess = access == null || access.equals(welcome.access());
        access = welcome.access();
        phase = Phase.IN_TOUCH;
        port.time(welcome.millis());
        sendPending();
        if (!sameAccess) {
            wanted.values().forEach(Wanted::startOver);
        }
        asked.keySet().forEach(this::ask);
        wanted.keySet().forEach(query -> subscribe(query, sameAccess));
        if (!sameAccess) {
            replica.knownByCollection().forEach((collection, ids) -> fetch(collection, ids, true));
        }
    }

    static AnkurahException foreign() {
        return AnkurahException.conflict(
                "The server holds the data of another system. Connect to the one that this node's data comes from, or"
                        + " begin with an empty store.",
                null);
    }

    /** @param trusting whether what is held here is what may be seen, so that it can be named */
    private void subscribe(int query, boolean trusting) {
        Wanted want = wanted.get(query);
        if (want != null) {
            want.behind();
            if (want.since() < 0 && trusting) {
                List<Message.Known> known = replica.known(want.collection());
                for (int from = 0; from < known.size(); from += Message.Holding.MOST) {
                    int to = Math.min(known.size(), from + Message.Holding.MOST);
                    port.send(new Message.Holding(query, known.subList(from, to)));
                }
            }
            port.send(new Message.Subscribe(query, want.collection(), want.text(), want.since()));
        }
    }

    private void ask(int request) {
        Asked question = asked.get(request);
        if (question != null) {
            List<Message.Known> known = question.ids().stream()
                    .map(id -> question.whole() ? new Message.Known(id, 0) : replica.known(question.collection(), id))
                    .toList();
            port.send(new Message.Fetch(request, question.collection(), known));
        }
    }

    private void delta(Message.Delta delta) {
        taken++;
        if (taken == WINDOW / 2) {
            taken = 0;
            port.send(new Message.Credit(WINDOW / 2));
        }
        Wanted want = wanted.get(delta.query());
        if (want == null) {
            return;
        }
        apply(replica.receive(want.collection(), delta.entities()));
        want.name(delta);
        if (!delta.more()) {
            Set<Ulid> stale = want.told(delta);
            if (!stale.isEmpty()) {
                fetch(want.collection(), stale);
            }
            port.told(delta.query());
        }
    }

    /** What a limited result shows here of which it is not known upstream. */
    private void askForStrangers(String collection) {
        Set<Ulid> strangers = new LinkedHashSet<>();
        for (Wanted want : wanted.values()) {
            if (want.collection().equals(collection)) {
                strangers.addAll(want.strangers());
            }
        }
        if (!strangers.isEmpty()) {
            fetch(collection, strangers);
        }
    }

    private void fetched(Message.Fetched fetched) {
        Asked question = asked.remove(fetched.request());
        if (question == null) {
            return;
        }
        Replica.Effect effect = replica.receive(question.collection(), fetched.entities());
        port.changed(effect.changes());
        if (!question.whole()) {
            // Of what cannot be understood even whole, nothing better can be had.
            effect.missing().forEach((collection, ids) -> fetch(collection, ids, true));
        }
        askForStrangers(question.collection());
        if (!question.several() || asked.values().stream().noneMatch(part -> part.last() == question.last())) {
            port.fetched(question.last(), null);
        }
    }

    private void committed(Message.Committed committed) {
        onTheWay.remove(committed.transaction());
        PendingTransaction transaction = replica.pending(committed.transaction());
        if (transaction == null) {
            return;
        }
        apply(replica.confirm(committed));
        for (Event event : transaction.events()) {
            wanted.values().stream()
                    .filter(want -> want.collection().equals(event.collection()))
                    .forEach(want -> want.learned(event.entityId()));
        }
        List<Message.Placed> events = committed.events();
        port.settled(new Outcome.Confirmed(
                transaction.first(), events.get(events.size() - 1).position()));
        sendPending();
    }

    private void rejected(Message.Rejected rejected) {
        onTheWay.remove(rejected.transaction());
        AnkurahException reason = new AnkurahException(rejected.code(), rejected.reason(), rejected.field());
        PendingTransaction refused = replica.pending(rejected.transaction());
        if (refused != null) {
            List<PendingTransaction> lost = new ArrayList<>();
            apply(replica.takeBack(refused.id(), remaker, lost));
            port.settled(new Outcome.Refused(refused.first(), reason));
            lost.forEach(other -> port.settled(new Outcome.Refused(
                    other.first(),
                    AnkurahException.conflict(
                            "It was built on a change that was refused: " + reason.getMessage(), null))));
        }
        sendPending();
    }

    /** Sends what is not on its way, as long as there is room. */
    private void sendPending() {
        if (phase != Phase.IN_TOUCH || onTheWay.size() >= MOST_ON_THE_WAY) {
            return;
        }
        Deque<PendingTransaction> next = new ArrayDeque<>();
        for (PendingTransaction transaction : replica.pending()) {
            if (onTheWay.size() + next.size() >= MOST_ON_THE_WAY) {
                break;
            }
            if (!onTheWay.contains(transaction.id())) {
                next.add(transaction);
            }
        }
        for (PendingTransaction transaction : next) {
            onTheWay.add(transaction.id());
            port.send(new Message.Commit(transaction.id(), transaction.events()));
        }
    }

    private void apply(Replica.Effect effect) {
        if (!effect.changes().isEmpty()) {
            port.changed(effect.changes());
        }
        effect.missing().forEach(this::fetch);
    }
}
