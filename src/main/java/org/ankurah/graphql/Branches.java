package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.EventFilter;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;

/**
 * Finds what was done to an entity side by side and not joined yet.
 *
 * <p>A branch belongs to a head; its own events are those from which no other head descends. They are found by
 * walking the history backwards: each event hands the set of heads that descend from it on to its parents, which all
 * lie before it. An event that has one head is that branch's own; one that has several is common, and if a branch's
 * own event has it as a parent, the branch forked there. As soon as only common events are left to be visited, and
 * none of them is such a parent, the walk ends: their ancestors are common as well.
 *
 * <pre>
 *   a ── b ── c ── d      heads d and f; own events c, d and e, f; both forked from b
 *         ╲── e ── f
 * </pre>
 */
final class Branches {

    /** Events read at a time. */
    private static final int PAGE = 500;

    /** Events walked back at most: beyond that, nobody looks at branches any more. */
    private static final int MAX_WALKED = 10_000;

    private static final String FIELD = "branches";

    private final Neighbours moment;
    private final EntityState entity;
    private final List<Own> branches = new ArrayList<>();

    /** For events that were not visited yet: the heads that descend from them, by number. */
    private final Map<Ulid, BitSet> descending = new HashMap<>();

    /** For events that were not visited yet: the branches that would have forked there. */
    private final Map<Ulid, BitSet> forking = new HashMap<>();

    private int walked;

    private Branches(Neighbours moment, EntityState entity) {
        this.moment = moment;
        this.entity = entity;
        for (Ulid head : entity.head().ids()) {
            mark(descending, head, branches.size());
            branches.add(new Own());
        }
    }

    /**
     * A branch.
     *
     * @param head its newest event
     * @param events its own events, oldest first, the head among them
     * @param forkedFrom the events of others that its own have as parents
     */
    record Branch(CommittedEvent head, List<CommittedEvent> events, List<CommittedEvent> forkedFrom) {

        List<CommittedEvent> first(int size) {
            return events.subList(0, Math.min(size, events.size()));
        }
    }

    /** A branch in the making, newest events first. */
    private static final class Own {

        private final List<CommittedEvent> events = new ArrayList<>();
        private final Set<CommittedEvent> forkedFrom = new LinkedHashSet<>();

        Branch finished() {
            List<CommittedEvent> oldestFirst = new ArrayList<>(events);
            List<CommittedEvent> forks = new ArrayList<>(forkedFrom);
            Collections.reverse(oldestFirst);
            Collections.reverse(forks);
            return new Branch(events.get(0), oldestFirst, forks);
        }
    }

    /** One branch per head, in the order of the heads; none if there is but one head. */
    static CompletableFuture<List<Branch>> of(Neighbours moment, EntityState entity) {
        if (entity.head().ids().size() < 2) {
            return CompletableFuture.completedFuture(List.of());
        }
        return new Branches(moment, entity).walk(entity.position());
    }

    private CompletableFuture<List<Branch>> walk(long from) {
        EventFilter filter = EventFilter.of(entity.id(), 0, from);
        return moment.request()
                .batches()
                .await(moment.request().context().log().events(filter, PAGE, true))
                .thenCompose(page -> {
                    moment.request().budget().spend(page.size());
                    for (int i = page.size() - 1; i >= 0; i--) {
                        visit(page.get(i));
                    }
                    walked += page.size();
                    if (page.size() < PAGE || isDone()) {
                        return CompletableFuture.completedFuture(
                                branches.stream().map(Own::finished).toList());
                    }
                    if (walked >= MAX_WALKED) {
                        throw new AnkurahException(
                                ErrorCode.LIMIT_EXCEEDED,
                                "The branches forked more than " + MAX_WALKED
                                        + " events ago. Follow heads and parentEvents instead.",
                                FIELD);
                    }
                    return walk(page.get(0).position() - 1);
                });
    }

    private void visit(CommittedEvent event) {
        Ulid id = event.event().id();
        BitSet heads = descending.remove(id);
        BitSet forks = forking.remove(id);
        if (heads == null) {
            return;
        }
        int head = heads.nextSetBit(0);
        boolean own = heads.cardinality() == 1;
        if (own) {
            branches.get(head).events.add(event);
        } else if (forks != null) {
            forks.stream().forEach(branch -> branches.get(branch).forkedFrom.add(event));
        }
        for (Ulid parent : event.event().parents().ids()) {
            descending.computeIfAbsent(parent, absent -> new BitSet()).or(heads);
            if (own) {
                mark(forking, parent, head);
            }
        }
    }

    private boolean isDone() {
        return forking.isEmpty()
                && descending.values().stream()
                        .allMatch(heads -> Objects.requireNonNull(heads).cardinality() > 1);
    }

    private static void mark(Map<Ulid, BitSet> marks, Ulid event, int branch) {
        marks.computeIfAbsent(event, absent -> new BitSet()).set(branch);
    }
}
