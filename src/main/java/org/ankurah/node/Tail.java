package org.ankurah.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.node.sync.EntityDelta;
import org.ankurah.node.sync.Message;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;

/**
 * One subscription of a follower: a live query whose change sets become what the follower does not know. One change
 * set at a time is made ready; the next ones wait in the live query, which merges what waits for long.
 *
 * <p>All calls but those of the live query are tasks of one runner.
 */
final class Tail implements LiveSubscriber {

    /** How many entities are read at once, and go into one message, so that other messages come in between. */
    private static final int PART = 500;

    /** How large states may be together in one message, unless a single one is larger. */
    private static final int LARGEST = 1 << 18;

    /** Membership and every change of an entity; the follower orders by itself. */
    private static final Interest INTEREST = new Interest(Shape.OWN, false, false, false);

    private final int query;
    private final DeltaReader reader;
    private final Consumer<Runnable> runner;
    private final Host host;
    private final Map<Ulid, Long> known = new HashMap<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Deque<Message.Delta> ready = new ArrayDeque<>();
    private final LiveSubscription<ChangeSet<EntityState>> source;
    private long told;
    private boolean busy;
    private boolean ended;

    /** Some entities of a change set, of which nothing is read yet. */
    private record Part(
            long position,
            boolean whole,
            boolean more,
            Map<Ulid, EntityState> states,
            List<Ulid> left,
            Map<Ulid, Long> from) {}

    /** What serves the follower. */
    interface Host {

        boolean mayTell();

        void told(Message.Delta delta);

        void ended(int query, AnkurahException reason);
    }

    /** @throws AnkurahException when the selection is wrong, or may not be asked */
    Tail(
            Context context,
            Message.Subscribe subscribe,
            List<Message.Known> held,
            DeltaReader reader,
            Consumer<Runnable> runner,
            Host host) {
        this.query = subscribe.query();
        this.reader = reader;
        this.runner = runner;
        this.host = host;
        this.told = subscribe.since();
        held.forEach(one -> known.put(one.id(), one.position()));
        this.source = context.follow(request(context, subscribe), this);
        // It may have been woken before there was anything to take from.
        wake();
    }

    private static LiveRequest request(Context context, Message.Subscribe subscribe) {
        ModelDescriptor model = context.models().find(subscribe.collection());
        if (model == null) {
            throw AnkurahException.badQuery("There is no collection " + subscribe.collection() + ".");
        }
        Selection selection =
                SelectionParser.parse(context.models(), model, subscribe.selection(), Parameters.positional(List.of()));
        LiveRequest.Resume resume = subscribe.since() < 0 ? null : new LiveRequest.Resume(subscribe.since(), selection);
        return new LiveRequest(selection, INTEREST, resume);
    }

    @Override
    public void wake() {
        runner.accept(this::pass);
    }

    @Override
    public void failed(Throwable failure) {
        runner.accept(() -> {
            if (!ended) {
                ended = true;
                host.ended(query, reason(failure));
            }
        });
    }

    private static AnkurahException reason(Throwable failure) {
        return failure instanceof AnkurahException told
                ? told
                : AnkurahException.unavailable("The subscription failed. Subscribe again.");
    }

    void close() {
        ended = true;
        parts.clear();
        ready.clear();
        source.cancel();
    }

    /** Tells what there is, as long as it may. */
    void pass() {
        while (!ended && host.mayTell()) {
            Message.Delta next = ready.poll();
            if (next != null) {
                host.told(next);
                continue;
            }
            if (busy) {
                return;
            }
            Part part = parts.poll();
            if (part != null) {
                read(part);
                continue;
            }
            Delivery<ChangeSet<EntityState>> delivery = source == null ? null : source.poll();
            if (delivery == null) {
                return;
            }
            split(delivery.changes());
        }
    }

    private void read(Part part) {
        busy = true;
        reader.read(part.states(), part.left(), part.from())
                .subscribe()
                .with(
                        entities -> runner.accept(() -> {
                            busy = false;
                            ready.addAll(deltas(part, entities));
                            pass();
                        }),
                        this::failed);
    }

    private void split(ChangeSet<EntityState> changes) {
        long after = told;
        told = changes.position();
        List<ChangeSet.Change<EntityState>> all = changes.changes();
        int from = 0;
        do {
            int to = Math.min(all.size(), from + PART);
            parts.add(part(changes, all.subList(from, to), after, to < all.size()));
            from = to;
        } while (from < all.size());
        if (changes.reset()) {
            known.clear();
        }
    }

    private Part part(
            ChangeSet<EntityState> of, List<ChangeSet.Change<EntityState>> changes, long after, boolean more) {
        Map<Ulid, EntityState> states = new LinkedHashMap<>();
        Map<Ulid, Long> from = new HashMap<>();
        List<Ulid> left = new ArrayList<>();
        for (ChangeSet.Change<EntityState> change : changes) {
            EntityState state = change.entity();
            if (state == null) {
                left.add(change.id());
                from.put(change.id(), after);
            } else {
                states.put(change.id(), state);
                Long position = change.kind() == ChangeKind.UPDATED ? Long.valueOf(after) : known.get(change.id());
                from.put(change.id(), position == null ? 0 : position);
            }
        }
        return new Part(of.position(), of.reset(), more, states, left, from);
    }

    private List<Message.Delta> deltas(Part part, List<EntityDelta> entities) {
        List<Message.Delta> deltas = new ArrayList<>();
        int from = 0;
        do {
            int to = from;
            long size = 0;
            while (to < entities.size() && (to == from || size + size(entities.get(to)) <= LARGEST)) {
                size += size(entities.get(to));
                to++;
            }
            boolean more = part.more() || to < entities.size();
            deltas.add(new Message.Delta(query, part.position(), part.whole(), more, entities.subList(from, to)));
            from = to;
        } while (from < entities.size());
        return deltas;
    }

    private static int size(EntityDelta entity) {
        return entity instanceof EntityDelta.State state ? state.state().length : 0;
    }
}
