package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.Upstream;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Serves one follower over one connection: does what the protocol's state machine wants done on this node. Safe to use
 * from any thread; nothing in it blocks.
 */
public final class UpstreamPeer implements Upstream.Port, Tail.Host {

    private final Node node;
    private final Door door;
    private final Carrier carrier;
    private final SerialRunner runner = new SerialRunner();

    // Touched by the runner's tasks only.
    private final Upstream protocol;
    private final Map<Integer, Tail> tails = new HashMap<>();
    private @Nullable Context context;
    private @Nullable DeltaReader reader;
    private @Nullable Intake intake;
    private @Nullable String follower;
    private boolean closed;

    /** Who lets followers in, and how far. */
    public interface Door {

        /** Through which context a follower reads and writes; fails with why it is not let in. Asked once. */
        Uni<Context> admit(Message.Hello hello);

        /** Whether it may pass on what others did. */
        boolean isTrusted();

        /** How large a message may be; 0 for any size. */
        int messageBytes();

        /**
         * Takes a place for a subscription.
         *
         * @throws AnkurahException if there is none
         */
        void subscribed();

        /** A subscription has ended. */
        void unsubscribed();
    }

    /** @param carrier by which the follower is told */
    public UpstreamPeer(Node node, Door door, Carrier carrier) {
        this.node = node;
        this.door = door;
        this.carrier = carrier;
        this.protocol = new Upstream(node.id(), this);
    }

    /** Takes in what the follower says. */
    public void receive(Message.Request message) {
        runner.run(() -> protocol.receive(message));
    }

    /** Ends the connection and says why: the rights have changed, or the server stops. */
    public void end(AnkurahException reason) {
        runner.run(() -> protocol.refuse(reason));
    }

    /** The carrier takes more again. */
    public void drained() {
        runner.run(this::ready);
    }

    /** The connection is gone. */
    public void disconnected() {
        runner.run(this::closeAll);
    }

    /** The follower has another connection: nothing that still comes over this one is done. */
    private void replaced(Runnable then) {
        runner.run(() -> {
            disconnect();
            then.run();
        });
    }

    private void closeAll() {
        closed = true;
        protocol.disconnected();
        tails.values().forEach(this::closed);
        tails.clear();
        if (intake != null) {
            intake.close();
        }
        if (follower != null) {
            node.followers().remove(follower, this);
        }
    }

    private void closed(Tail tail) {
        tail.close();
        door.unsubscribed();
    }

    @Override
    public void send(Message.Answer message) {
        carrier.send(message);
    }

    @Override
    public void disconnect() {
        closeAll();
        carrier.close();
    }

    @Override
    public void check(Message.Hello hello) {
        Uni.combine()
                .all()
                .unis(door.admit(hello), node.system())
                .asTuple()
                .subscribe()
                .with(
                        found -> runner.run(() -> enter(
                                hello.node() + " of "
                                        + found.getItem1().identity().actor(),
                                () -> admit(
                                        hello,
                                        found.getItem1(),
                                        found.getItem2().orElse(null)))),
                        failure -> runner.run(() -> protocol.refuse(reason(failure))));
    }

    private static AnkurahException reason(Throwable failure) {
        return failure instanceof AnkurahException told
                ? told
                : AnkurahException.unavailable("The server cannot be reached at the moment. Try again.");
    }

    /** A follower has one connection: what was sent over an earlier one may have been sent again and answered here. */
    private void enter(String who, Runnable then) {
        if (closed) {
            return;
        }
        follower = who;
        UpstreamPeer before = node.followers().put(who, this);
        if (before == null) {
            then.run();
        } else {
            before.replaced(() -> runner.run(then));
        }
    }

    private void admit(Message.Hello hello, Context admitted, @Nullable Ulid system) {
        List<String> different = new ArrayList<>();
        Map<String, String> own = ModelDigests.of(node.models());
        hello.models().forEach((collection, digest) -> {
            if (!digest.equals(own.get(collection))) {
                different.add(collection);
            }
        });
        if (!different.isEmpty()) {
            protocol.refuse(new AnkurahException(
                    ErrorCode.CONFLICT,
                    "The node and the server do not agree what these collections hold: "
                            + String.join(", ", different.stream().sorted().toList())
                            + ". Bring both to the same version of the models.",
                    null));
            return;
        }
        context = admitted;
        reader = new DeltaReader(node, admitted);
        intake = new Intake(node, admitted, door.isTrusted(), runner::run, protocol::decided, protocol::refuse);
        protocol.accept(hello.system(), system, node.millis(), AccessDigest.of(admitted), door.messageBytes());
    }

    @Override
    public void open(Message.Subscribe subscribe, List<Message.Known> held) {
        try {
            door.subscribed();
        } catch (AnkurahException full) {
            protocol.ended(subscribe.query(), full);
            return;
        }
        try {
            Tail tail = new Tail(
                    Objects.requireNonNull(context),
                    subscribe,
                    held,
                    Objects.requireNonNull(reader),
                    runner::run,
                    this);
            tails.put(subscribe.query(), tail);
        } catch (AnkurahException refused) {
            door.unsubscribed();
            protocol.ended(subscribe.query(), refused);
        }
    }

    @Override
    public void close(int query) {
        Tail tail = tails.remove(query);
        if (tail != null) {
            closed(tail);
        }
    }

    @Override
    public void fetch(Message.Fetch fetch) {
        Map<Ulid, Long> from = new HashMap<>();
        fetch.known().forEach(known -> from.put(known.id(), known.position()));
        if (node.models().find(fetch.collection()) == null) {
            protocol.refuse(AnkurahException.badQuery("There is no collection " + fetch.collection() + "."));
            return;
        }
        Objects.requireNonNull(reader)
                .read(fetch.collection(), from)
                .subscribe()
                .with(
                        deltas -> runner.run(() -> protocol.fetched(new Message.Fetched(fetch.request(), deltas))),
                        failure -> runner.run(() -> protocol.refuse(reason(failure))));
    }

    @Override
    public void commit(Message.Commit commit) {
        Objects.requireNonNull(intake).add(commit);
    }

    @Override
    public void ready() {
        List.copyOf(tails.values()).forEach(Tail::pass);
    }

    @Override
    public boolean mayTell() {
        return protocol.mayTell() && carrier.isReady();
    }

    @Override
    public void told(Message.Delta delta) {
        protocol.told(delta);
    }

    @Override
    public void ended(int query, AnkurahException reason) {
        close(query);
        protocol.ended(query, reason);
    }
}
