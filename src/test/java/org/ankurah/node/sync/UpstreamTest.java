package org.ankurah.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ankurah.event.RandomEvents;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** What an upstream takes from a follower that asks for more than it should. */
class UpstreamTest {

    private final Recorder port = new Recorder();
    private final Upstream upstream = new Upstream(new Ulid(1, 1), port);

    UpstreamTest() {
        upstream.receive(new Message.Hello(Message.VERSION, new Ulid(2, 2), null, Map.of(), null));
        upstream.accept(null, null, 0, "", 0);
    }

    /** Writes down what is done, and does nothing. */
    private static final class Recorder implements Upstream.Port {
        private final List<Message.Answer> sent = new ArrayList<>();
        private int fetching;

        @Override
        public void send(Message.Answer message) {
            sent.add(message);
        }

        @Override
        public void check(Message.Hello hello) {}

        @Override
        public void open(Message.Subscribe subscribe, List<Message.Known> held) {}

        @Override
        public void close(int query) {}

        @Override
        public void fetch(Message.Fetch fetch) {
            fetching++;
        }

        @Override
        public void commit(Message.Commit commit) {}

        @Override
        public void ready() {}

        @Override
        public void disconnect() {}
    }

    private void refusedWith(ErrorCode code, IntFunction<Message.Request> flood) {
        for (int i = 1; port.sent.size() == 1; i++) {
            assertThat(i).as("a bound is reached").isLessThan(100_000);
            upstream.receive(flood.apply(i));
        }
        assertThat(port.sent.get(1))
                .isInstanceOfSatisfying(
                        Message.Goodbye.class,
                        goodbye -> assertThat(goodbye.code()).isEqualTo(code));
    }

    @Test
    void questionsWaitAndAreBounded() {
        refusedWith(ErrorCode.LIMIT_EXCEEDED, i -> new Message.Fetch(i, "album", List.of()));
        assertThat(port.fetching).isEqualTo(Upstream.READS);
    }

    @Test
    void questionsThatWaitAreReadWhenOthersAreAnswered() {
        IntStream.rangeClosed(1, 100).forEach(i -> upstream.receive(new Message.Fetch(i, "album", List.of())));
        assertThat(port.fetching).isEqualTo(Upstream.READS);
        for (int i = 1; i <= 100; i++) {
            upstream.fetched(new Message.Fetched(i, List.of()));
        }
        assertThat(port.fetching).isEqualTo(100);
        assertThat(port.sent).hasSize(101);
    }

    @Test
    void transactionsThatAreUnderWayAreBounded() {
        refusedWith(
                ErrorCode.LIMIT_EXCEEDED,
                i -> new Message.Commit(new Ulid(i, i), List.of(RandomEvents.any(new Random(i)))));
    }

    @Test
    void whatIsSaidToBeHeldIsBounded() {
        List<Message.Known> known = IntStream.range(0, Message.Holding.MOST)
                .mapToObj(i -> new Message.Known(new Ulid(i, i), 1))
                .toList();
        refusedWith(ErrorCode.LIMIT_EXCEEDED, i -> new Message.Holding(i, known));
    }

    @Test
    void creditIsNotMadeOfNothing() {
        refusedWith(ErrorCode.BAD_QUERY, i -> new Message.Credit(1));
    }
}
