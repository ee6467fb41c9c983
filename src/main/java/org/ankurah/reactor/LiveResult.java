package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Fetch;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The current result of one live query: a window of its matches in order, or all of them.
 *
 * <p>Held are the matches up to a boundary in the order: the window, and some behind it that take the places of those
 * that leave it. What happens behind the boundary is counted, if somebody asks, and otherwise ignored. So the cost
 * of a change depends on the size of the window, not on the number of matches.
 *
 * <pre>
 *   a b c d e | f g h i | j k l …
 *    window      held   ^ boundary
 * </pre>
 *
 * When so many leave that the window is not full, what lies behind the boundary is read from storage.
 */
final class LiveResult {

    /** A window that holds everything. */
    static final int ALL = Integer.MAX_VALUE;

    private final Selection selection;
    private final CompiledSelection compiled;
    private final Interest interest;
    private final ShapeView shape;
    private final int window;
    private final int lookAhead;
    private final OrderedMembers members;
    private @Nullable SortKey boundary;
    private long total;

    /**
     * @param lookAhead how many matches to hold behind the window at least
     * @param total the number of all matches; -1 if nobody asks for it and not all are held
     */
    LiveResult(
            Selection selection,
            CompiledSelection compiled,
            Interest interest,
            ShapeView shape,
            int lookAhead,
            Prefix prefix,
            long total) {
        this.selection = selection;
        this.compiled = compiled;
        this.interest = interest;
        this.shape = shape;
        this.window = window(selection);
        this.lookAhead = lookAhead;
        this.members = new OrderedMembers(compiled.comparator(), prefix.members());
        this.boundary = prefix.boundary();
        this.total = total;
    }

    /** The size of a selection's window. */
    static int window(Selection selection) {
        Integer limit = selection.limit();
        return limit == null ? ALL : limit;
    }

    /** How many members to hold; with more of them fewer reads follow. */
    private int enough() {
        return window + Math.max(lookAhead, window);
    }

    /** Whether there are fewer members than the window has places, though there are further matches. */
    boolean isShort() {
        return boundary != null && members.size() < window;
    }

    /** The members in the window, in order. */
    List<Member> inWindow() {
        return members.range(0, window);
    }

    /** The member of this id, if it is in the window. */
    @Nullable
    Member shown(Ulid id) {
        Member member = members.get(id);
        return member != null && (members.size() <= window || rank(member) < window) ? member : null;
    }

    int rank(Member member) {
        return members.rank(member.key());
    }

    /** All that is held, as a beginning of the result. */
    Prefix held() {
        return new Prefix(members.range(0, members.size()), boundary);
    }

    /** The whole result as the first change set. */
    Telling initial(long position) {
        List<Telling.Stays> stays = new ArrayList<>();
        for (Member member : inWindow()) {
            Delta delta = Delta.around(member.state());
            stays.add(new Telling.Stays(ChangeKind.INITIAL, member.state(), stays.size(), Set.of(), delta));
        }
        return new Telling(position, true, List.of(), stays, total(), total(), items());
    }

    /** Judges what changed. Changes nothing; may be repeated. Entities that do not concern this result are left out. */
    List<Verdict> judge(Collection<Delta> deltas, Step step) {
        List<Verdict> verdicts = new ArrayList<>(deltas.size());
        for (Delta delta : deltas) {
            Member held = members.get(delta.id());
            EntityState before = delta.livingBefore();
            EntityState after = delta.livingAfter();
            boolean matches = after != null && compiled.matches(after, step.after());
            boolean matched = held != null || (counts() && before != null && compiled.matches(before, step.before()));
            if (matched || matches) {
                Member next = after != null && matches ? new Member(compiled.key(after, step.after()), after) : null;
                boolean shown = held != null && next != null && isShown(delta, held, next, step);
                verdicts.add(new Verdict(delta, held, matched, next, shown));
            }
        }
        return verdicts;
    }

    private boolean isShown(Delta delta, Member held, Member next, Step step) {
        return shape.looksFurther()
                ? !shape.same(held.state(), step.before(), next.state(), step.after())
                : shape.shows(delta);
    }

    /** What has to be read before these changes can be taken in; null if nothing. */
    @Nullable
    Fetch refillFor(List<Verdict> verdicts) {
        if (boundary == null) {
            return null;
        }
        int size = members.size();
        for (Verdict verdict : verdicts) {
            boolean stays = verdict.next() != null && isWithin(verdict.next().key());
            if (verdict.held() == null) {
                size += stays ? 1 : 0;
            } else {
                size -= stays ? 0 : 1;
            }
        }
        return size >= window ? null : new Fetch(selection.unlimited(), boundary, null, enough(), false);
    }

    /** Takes in what lies behind the boundary. */
    void extend(Prefix further) {
        further.members().forEach(members::insert);
        boundary = further.boundary();
    }

    /** The place behind which {@link #extend} goes on. */
    @Nullable
    SortKey boundary() {
        return boundary;
    }

    /**
     * Takes in changes that were judged against this very result.
     *
     * @return what to tell the subscriber, or null if nothing it selected changed
     */
    @Nullable
    Telling apply(long position, List<Verdict> verdicts) {
        long totalBefore = total();
        Turn turn = new Turn(members, compiled.comparator(), interest, window);
        for (Verdict verdict : verdicts) {
            boolean within = verdict.next() != null && isWithin(verdict.next().key());
            turn.take(verdict, within);
            total += (verdict.next() == null ? 0 : 1) - (verdict.matched() ? 1 : 0);
        }
        turn.finish();
        boolean recounted = total() != totalBefore;
        Telling telling = turn.changesAnything() || recounted
                ? new Telling(position, false, turn.removed(), turn.stays(), total(), totalBefore, items())
                : null;
        letGo();
        return telling;
    }

    /** Forgets the members furthest behind the window when there are far too many. */
    private void letGo() {
        if (window != ALL && members.size() > enough() + lookAhead) {
            members.truncate(enough());
            boundary = members.at(enough() - 1).key();
        }
    }

    private boolean isWithin(SortKey key) {
        return boundary == null || compiled.comparator().compare(key, boundary) <= 0;
    }

    private boolean counts() {
        return interest.total() && window != ALL;
    }

    /** The number of all matches; -1 if nobody asks. */
    long total() {
        if (!interest.total()) {
            return -1;
        }
        return window == ALL ? members.size() : total;
    }

    /** The whole result in order; null if nobody asks. */
    @Nullable
    List<EntityState> items() {
        return interest.items() ? inWindow().stream().map(Member::state).toList() : null;
    }
}
