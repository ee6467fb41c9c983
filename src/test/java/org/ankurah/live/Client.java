package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Context;
import org.ankurah.node.LiveRequest;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.jspecify.annotations.Nullable;

/** A subscriber of a live query. It holds exactly what it would see of a fresh result. */
final class Client extends Subscriber<ChangeSet<EntityState>> {

    private final Interest interest;
    private final List<Held> past = new ArrayList<>();
    private Selection selection;
    private @Nullable Held resumed;
    private @Nullable Held held;

    /**
     * What a client holds behind a payload.
     *
     * @param position the payload's
     * @param selection what was asked
     */
    record Held(long position, Selection selection, Folded folded) {}

    Client(History history, Selection selection, Interest interest) {
        super(history);
        this.selection = selection;
        this.interest = interest;
    }

    Selection selection() {
        return selection;
    }

    Interest interest() {
        return interest;
    }

    /** What it held behind each payload that it took in, oldest first. */
    List<Held> past() {
        return past;
    }

    /** What it holds. */
    Folded held() {
        return Objects.requireNonNull(held).folded();
    }

    /** Subscribes and forgets what it held. */
    void connect(Context context) {
        open(context, selection, null, null);
    }

    /** Comes back with what it held once, and asks for the same or for something else. */
    void resume(Context context, Held from, Selection asked) {
        open(context, asked, new LiveRequest.Resume(from.position(), context.seen(from.selection(), interest)), from);
    }

    /** Comes back with a position from which nobody can go on: it is told a whole new result. */
    void startOver(Context context, long position) {
        open(context, selection, new LiveRequest.Resume(position, context.seen(selection, interest)), null);
    }

    private void open(Context context, Selection asked, LiveRequest.@Nullable Resume resume, @Nullable Held from) {
        selection = asked;
        resumed = from;
        held = from;
        open(context.subscribe(new LiveRequest(asked, interest, resume)));
    }

    @Override
    String describe() {
        return Wording.of(selection) + " " + Wording.of(interest);
    }

    @Override
    long positionOf(ChangeSet<EntityState> payload) {
        return payload.position();
    }

    @Override
    Object fresh(long position) {
        return history().visible(selection, interest, position);
    }

    @Override
    long since() {
        return resumed == null ? -1 : resumed.position();
    }

    @Override
    void takeFirst(ChangeSet<EntityState> payload) {
        PayloadCheck check = new PayloadCheck(history(), interest, selection);
        Held from = resumed;
        boolean cannotTell =
                from != null && payload.reset() && history().isPurgedIn(from.position(), payload.position());
        if (from == null || cannotTell) {
            check.initial(payload);
            fold(payload, Folded.EMPTY);
        } else {
            check.resumed(payload, from.position(), from.selection());
            fold(payload, from.folded());
        }
    }

    @Override
    void takeNext(ChangeSet<EntityState> payload, long before) {
        new PayloadCheck(history(), interest, selection).change(payload, before);
        fold(payload, held());
    }

    @Override
    void takeMerged(ChangeSet<EntityState> payload, long before) {
        new PayloadCheck(history(), interest, selection).merged(payload, before);
        fold(payload, held());
    }

    @Override
    Object visible() {
        return held().visible(interest);
    }

    private void fold(ChangeSet<EntityState> payload, Folded before) {
        Folded after = before.fold(payload, interest);
        assertThat(after.visible(interest)).as("folded over %s", before.ids()).isEqualTo(fresh(payload.position()));
        Held next = new Held(payload.position(), selection, after);
        held = next;
        past.add(next);
    }
}
