package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ankurah.node.AggregateRequest;
import org.ankurah.node.Context;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Tally;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** A subscriber of live figures by groups. */
final class GroupClient extends Subscriber<GroupChanges> {

    private final Aggregation aggregation;
    private final boolean wantsAll;
    private final List<Long> past = new ArrayList<>();
    private long since = -1;
    private NavigableMap<List<Value>, Group> held = new TreeMap<>(Tally.KEY_ORDER);

    GroupClient(History history, Aggregation aggregation, boolean wantsAll) {
        super(history);
        this.aggregation = aggregation;
        this.wantsAll = wantsAll;
    }

    Aggregation aggregation() {
        return aggregation;
    }

    /** The positions of the payloads that it took in, oldest first. */
    List<Long> past() {
        return past;
    }

    /** Subscribes and forgets what it held. */
    void connect(Context context) {
        since = -1;
        open(context.subscribe(new AggregateRequest(aggregation, wantsAll, null)));
    }

    /** Comes back with what it held behind a payload. */
    void resume(Context context, long position) {
        since = position;
        open(context.subscribe(new AggregateRequest(aggregation, wantsAll, position)));
    }

    @Override
    String describe() {
        return Wording.of(aggregation) + (wantsAll ? " all" : "");
    }

    @Override
    long positionOf(GroupChanges payload) {
        return payload.position();
    }

    @Override
    NavigableMap<List<Value>, Group> fresh(long position) {
        return history().groups(aggregation, position);
    }

    @Override
    long since() {
        return since;
    }

    @Override
    void takeFirst(GroupChanges payload) {
        boolean cannotTell = since >= 0 && payload.reset() && history().isPurgedIn(since, payload.position());
        boolean whole = since < 0 || cannotTell;
        assertThat(payload.reset()).isEqualTo(whole);
        held = new TreeMap<>(Tally.KEY_ORDER);
        if (!whole) {
            held.putAll(fresh(since));
        }
        take(payload, whole ? ChangeKind.INITIAL : ChangeKind.ADDED);
    }

    @Override
    void takeNext(GroupChanges payload, long before) {
        assertThat(payload.reset()).isFalse();
        take(payload, ChangeKind.ADDED);
    }

    @Override
    void takeMerged(GroupChanges payload, long before) {
        takeNext(payload, before);
    }

    @Override
    Object visible() {
        return held;
    }

    /** Each group that differs is named once, in order, and nothing else. */
    private void take(GroupChanges payload, ChangeKind comer) {
        NavigableMap<List<Value>, Group> now = fresh(payload.position());
        TreeSet<List<Value>> keys = new TreeSet<>(Tally.KEY_ORDER);
        keys.addAll(held.keySet());
        keys.addAll(now.keySet());
        List<GroupChanges.Change> expected = new ArrayList<>();
        for (List<Value> key : keys) {
            Group before = held.get(key);
            Group after = now.get(key);
            if (!Objects.equals(before, after)) {
                expected.add(new GroupChanges.Change(kind(before, after, comer), key, after));
            }
        }
        assertThat(payload.changes()).isEqualTo(expected);
        assertThat(payload.groups()).isEqualTo(wantsAll ? List.copyOf(now.values()) : null);
        held = now;
        past.add(payload.position());
    }

    private static ChangeKind kind(@Nullable Group before, @Nullable Group after, ChangeKind comer) {
        return after == null ? ChangeKind.REMOVED : before == null ? comer : ChangeKind.UPDATED;
    }
}
