package org.ankurah.node.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Event;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream does for one connection of a follower: it lets it in, remembers what it wants, and tells it in an
 * order that the follower can rely on.
 *
 * <pre>
 *   NEW ──Hello──▶ CHECKING ──accept──▶ OPEN ──Goodbye──▶ CLOSED
 * </pre>
 *
 * <p>What became of a commit is always told before an entity that shows what it did: only so a follower knows whether
 * the state of an entity holds a change of its own. So what touches the entities of a commit that is under way waits
 * for it, and what comes behind it waits as well.
 *
 * <p>Not safe for use by several threads; what it calls may call it back only later.
 */
public final class Upstream {

    /** Most subscriptions of one connection. */
    static final int MOST_QUERIES = 1_000;

    /** Most entities that a follower names in front of a subscription: some 50 MB. */
    static final int MOST_HELD = 1_000_000;

    /** Most transactions that are not decided; a follower sends far fewer at once. */
    static final int MOST_COMMITS = 1_024;

    /** Most questions for entities that are not answered. */
    static final int MOST_FETCHES = 10_000;

    /** How many of them are read at once. */
    static final int READS = 16;

    /** Most events of one transaction, as in a node's own transactions. */
    static final int MOST_EVENTS = 10_000;

    private enum Phase {
        NEW,
        CHECKING,
        OPEN,
        CLOSED
    }

    private final Ulid node;
    private final Port port;
    private final Set<Integer> queries = new HashSet<>();
    private final Map<Integer, List<Message.Known>> holding = new HashMap<>();
    private final Map<Ulid, Set<Ulid>> underWay = new HashMap<>();
    private final Map<Ulid, Integer> touched = new HashMap<>();
    private final Deque<Message.Answer> waiting = new ArrayDeque<>();
    private final Deque<Message.Fetch> fetches = new ArrayDeque<>();
    private int reading;
    private Phase phase = Phase.NEW;
    private int credit = Follower.WINDOW;

    /** What an upstream does to the world. */
    public interface Port {

        /** Sends it to the follower. */
        void send(Message.Answer message);

        /** Finds out whether a follower is let in, and then says {@link #accept} or {@link #refuse}. */
        void check(Message.Hello hello);

        /**
         * Tells from now on what is selected, by {@link #told}, or says {@link #ended}.
         *
         * @param held what the follower holds of the collection
         */
        void open(Message.Subscribe subscribe, List<Message.Known> held);

        void close(int query);

        /** Answers by {@link #fetched}. */
        void fetch(Message.Fetch fetch);

        /** Commits behind those that were given before, and answers by {@link #decided}. */
        void commit(Message.Commit commit);

        /** More may be told. */
        void ready();

        /** The last message was sent. */
        void disconnect();
    }

    /** @param node the id of this node */
    public Upstream(Ulid node, Port port) {
        this.node = node;
        this.port = port;
    }

    /** Takes in what the follower says. */
    public void receive(Message.Request message) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (message instanceof Message.Hello hello) {
            hello(hello);
        } else if (phase != Phase.OPEN) {
            refuse(AnkurahException.badQuery("The first message is to be Hello, and the next ones wait for Welcome."));
        } else if (message instanceof Message.Holding more) {
            hold(more);
        } else if (message instanceof Message.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (message instanceof Message.Unsubscribe unsubscribe) {
            if (queries.remove(unsubscribe.query())) {
                port.close(unsubscribe.query());
            }
        } else if (message instanceof Message.Fetch fetch) {
            fetch(fetch);
        } else if (message instanceof Message.Commit commit) {
            commit(commit);
        } else if (message instanceof Message.Credit more) {
            credit(more.deltas());
        }
    }

    private void hello(Message.Hello hello) {
        if (phase != Phase.NEW) {
            refuse(AnkurahException.badQuery("Hello was said twice."));
        } else if (hello.version() != Message.VERSION) {
            refuse(AnkurahException.badQuery("This server speaks version " + Message.VERSION
                    + " of the protocol, the node version " + hello.version() + "."));
        } else {
            phase = Phase.CHECKING;
            port.check(hello);
        }
    }

    /**
     * Lets the follower in, if it belongs to the same system.
     *
     * @param claimed the system that it says it belongs to; null if none yet
     * @param system the system of this node; null if nothing was ever written
     * @param access stands for what the follower may see
     * @param messageBytes how large a message may be; 0 for any size
     */
    public void accept(@Nullable Ulid claimed, @Nullable Ulid system, long millis, String access, int messageBytes) {
        if (phase != Phase.CHECKING) {
            return;
        }
        if (claimed != null && !claimed.equals(system)) {
            refuse(Follower.foreign());
            return;
        }
        phase = Phase.OPEN;
        port.send(new Message.Welcome(Message.VERSION, node, system, millis, access, messageBytes));
    }

    /** Ends the connection and says why. */
    public void refuse(AnkurahException reason) {
        if (phase != Phase.CLOSED) {
            disconnected();
            port.send(new Message.Goodbye(reason.code(), String.valueOf(reason.getMessage())));
            port.disconnect();
        }
    }

    /** The connection is gone. */
    public void disconnected() {
        phase = Phase.CLOSED;
        waiting.clear();
        holding.clear();
        fetches.clear();
    }

    private void hold(Message.Holding more) {
        int held = holding.values().stream().mapToInt(List::size).sum();
        if (more.known().size() > Message.Holding.MOST || held + more.known().size() > MOST_HELD) {
            refuse(AnkurahException.limitExceeded("A node may name " + Message.Holding.MOST + " entities at once, and "
                    + MOST_HELD + " for the subscriptions that it begins."));
        } else {
            holding.computeIfAbsent(more.query(), query -> new ArrayList<>()).addAll(more.known());
        }
    }

    private void fetch(Message.Fetch fetch) {
        if (fetch.known().size() > Message.Fetch.MOST) {
            refuse(AnkurahException.limitExceeded(
                    "At most " + Message.Fetch.MOST + " entities are asked for at once."));
        } else if (fetches.size() >= MOST_FETCHES) {
            refuse(AnkurahException.limitExceeded("At most " + MOST_FETCHES + " questions may wait for an answer."));
        } else {
            fetches.add(fetch);
            readNext();
        }
    }

    private void readNext() {
        while (phase == Phase.OPEN && reading < READS && !fetches.isEmpty()) {
            reading++;
            port.fetch(fetches.remove());
        }
    }

    private void subscribe(Message.Subscribe subscribe) {
        List<Message.Known> held = holding.remove(subscribe.query());
        if (queries.size() >= MOST_QUERIES && !queries.contains(subscribe.query())) {
            port.send(new Message.Ended(
                    subscribe.query(),
                    ErrorCode.LIMIT_EXCEEDED,
                    "A connection may have " + MOST_QUERIES + " subscriptions. End some that are not needed."));
        } else if (!queries.add(subscribe.query())) {
            refuse(AnkurahException.badQuery("The number " + subscribe.query() + " is taken by another subscription."));
        } else {
            port.open(subscribe, held == null ? List.of() : held);
        }
    }

    private void commit(Message.Commit commit) {
        if (commit.events().isEmpty() || commit.events().size() > MOST_EVENTS) {
            port.send(new Message.Rejected(
                    commit.transaction(),
                    ErrorCode.LIMIT_EXCEEDED,
                    "A transaction has 1 to " + MOST_EVENTS + " events. Split it.",
                    null));
            return;
        }
        Set<Ulid> entities = new HashSet<>();
        for (Event event : commit.events()) {
            entities.add(event.entityId());
        }
        if (underWay.putIfAbsent(commit.transaction(), entities) != null) {
            // Sent twice over one connection: the answer to the first serves both.
            return;
        }
        if (underWay.size() > MOST_COMMITS) {
            refuse(AnkurahException.limitExceeded("At most " + MOST_COMMITS + " transactions may be under way."));
            return;
        }
        entities.forEach(id -> touched.merge(id, 1, Integer::sum));
        port.commit(commit);
    }

    private void credit(int more) {
        if (more <= 0 || more > Follower.WINDOW - credit) {
            refuse(AnkurahException.badQuery("More credit was given than there is."));
            return;
        }
        boolean wasOut = credit == 0;
        credit += more;
        if (wasOut) {
            port.ready();
        }
    }

    /** Whether more may be told now; otherwise {@link Port#ready} says when. */
    public boolean mayTell() {
        return phase == Phase.OPEN && credit > 0;
    }

    /** Tells what became of a subscription. Only when it {@linkplain #mayTell may be told}. */
    public void told(Message.Delta delta) {
        if (phase == Phase.OPEN && queries.contains(delta.query())) {
            credit--;
            waiting.add(delta);
            sendWaiting();
        }
    }

    /** A subscription is refused or cannot be served any more. */
    public void ended(int query, AnkurahException reason) {
        if (phase == Phase.OPEN && queries.remove(query)) {
            waiting.add(new Message.Ended(query, reason.code(), String.valueOf(reason.getMessage())));
            sendWaiting();
        }
    }

    /** Answers a question for entities. */
    public void fetched(Message.Fetched fetched) {
        reading--;
        if (phase == Phase.OPEN) {
            waiting.add(fetched);
            sendWaiting();
            readNext();
        }
    }

    /** What became of a commit. */
    public void decided(Ulid transaction, Message.Answer answer) {
        Set<Ulid> entities = underWay.remove(transaction);
        if (entities == null || phase != Phase.OPEN) {
            return;
        }
        entities.forEach(id -> touched.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1));
        port.send(answer);
        sendWaiting();
    }

    private void sendWaiting() {
        while (!waiting.isEmpty() && !hasToWait(waiting.peek())) {
            port.send(waiting.remove());
        }
    }

    private boolean hasToWait(Message.Answer answer) {
        if (touched.isEmpty()) {
            return false;
        }
        Iterable<EntityDelta> entities = answer instanceof Message.Delta delta
                ? delta.entities()
                : answer instanceof Message.Fetched fetched ? fetched.entities() : Set.of();
        for (EntityDelta entity : entities) {
            if (touched.containsKey(entity.id())) {
                return true;
            }
        }
        return false;
    }
}
