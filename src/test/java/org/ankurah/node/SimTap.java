package org.ankurah.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ankurah.node.sync.Message;

/** A connection on which a test listens to all that is said, and decides what arrives. */
final class SimTap {

    private final List<Message> said = new ArrayList<>();
    private final SimEnds ends;
    private Function<Message, List<Message>> answers = List::of;
    private boolean withoutCredit;

    SimTap(Node upstream, Node follower) {
        this.ends = new SimEnds(
                follower,
                mouth(message -> {
                    if (!(message instanceof Message.Credit) || !withoutCredit) {
                        ends().atUpstream(message);
                    }
                }),
                upstream,
                mouth(message -> answers.apply(message).forEach(one -> ends().atFollower(one))));
        ends.connect();
    }

    private SimEnds ends() {
        return ends;
    }

    private SimEnds.Mouth mouth(Consumer<Message> ear) {
        return new SimEnds.Mouth() {
            @Override
            public void say(Message message) {
                said.add(message);
                ear.accept(message);
            }

            @Override
            public void close() {}
        };
    }

    /** What arrives at the follower of what the upstream says, from now on. */
    void change(Function<Message, List<Message>> wanted) {
        answers = wanted;
    }

    /** The follower's credit gets lost from now on, so that the upstream has to wait. */
    void loseCredit() {
        withoutCredit = true;
    }

    /** The follower sends this, or did so before. */
    void toUpstream(Message message) {
        ends.atUpstream(message);
    }

    /** What was said of one kind, either way. */
    <M extends Message> List<M> said(Class<M> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void forget() {
        said.clear();
    }

    /** Both sides know at once that it is gone. */
    void close() {
        ends.goneForUpstream();
        ends.goneForFollower();
    }
}
