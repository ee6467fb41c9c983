package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A lone one waits for nobody; many take turns, in order, with what else there is to do. */
class StartQueueTest {

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final StartQueue queue = new StartQueue(turns::add);
    private final List<String> done = new ArrayList<>();

    private void takeTurns() {
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    @Test
    void aLoneOneBeginsAtOnce() {
        queue.enter(() -> done.add("first"));
        assertThat(done).containsExactly("first");

        takeTurns();
        queue.enter(() -> done.add("second"));

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void othersTakeTurnsWithWhatElseThereIsToDo() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            queue.enter(() -> done.add("start " + number));
        }
        turns.add(() -> done.add("else"));

        takeTurns();

        assertThat(done).containsExactly("start 0", "start 1", "else", "start 2");
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        queue.enter(() -> done.add("start"));
        queue.enter(() -> {
            throw new IllegalStateException("cannot begin");
        });
        queue.enter(() -> done.add("last"));

        assertThatThrownBy(this::takeTurns).hasMessage("cannot begin");
        takeTurns();

        assertThat(done).containsExactly("start", "last");
    }
}
