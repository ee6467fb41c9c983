package org.ankurah.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import org.junit.jupiter.api.Test;

/** Signals as streams. */
class SignalBridgeTest {

    private final MutableSignal<Integer> number = MutableSignal.of(1);

    @Test
    void streamsBeginWithTheValueAndFollowIt() {
        AssertSubscriber<Integer> subscriber = number.toMulti().subscribe().withSubscriber(AssertSubscriber.create(10));

        number.set(2);
        number.set(3);
        subscriber.assertItems(1, 2, 3).assertNotTerminated();
    }

    @Test
    void whoAsksLateGetsTheNewest() {
        AssertSubscriber<Integer> subscriber = number.toMulti().subscribe().withSubscriber(AssertSubscriber.create(0));

        number.set(2);
        number.set(3);
        subscriber.assertHasNotReceivedAnyItem().request(1).assertItems(3);
        subscriber.request(5);
        number.set(4);
        subscriber.assertItems(3, 4);
    }

    @Test
    void whatIsAgainWhatWasPassedOnIsNotPassedOn() {
        AssertSubscriber<Integer> subscriber = number.toMulti().subscribe().withSubscriber(AssertSubscriber.create(1));

        number.set(2);
        number.set(1);
        subscriber.request(1).assertItems(1);
        number.set(3);
        subscriber.assertItems(1, 3);
    }

    @Test
    void cancelEndsTheSubscription() {
        AssertSubscriber<Integer> subscriber = number.toMulti().subscribe().withSubscriber(AssertSubscriber.create(10));
        assertThat(number.subscriptions()).isEqualTo(1);

        subscriber.cancel();
        assertThat(number.subscriptions()).isZero();
        number.set(2);
        subscriber.assertItems(1);
    }

    @Test
    void someFirstItemsEndTheSubscription() {
        assertThat(number.toMulti().select().first(1).collect().asList().await().indefinitely())
                .containsExactly(1);

        assertThat(number.subscriptions()).isZero();
    }

    @Test
    void aFailureEndsTheStreamWithoutBeingAskedFor() {
        AssertSubscriber<Integer> subscriber =
                number.map(n -> 6 / n).toMulti().subscribe().withSubscriber(AssertSubscriber.create(0));

        number.set(0);
        subscriber.assertFailedWith(ArithmeticException.class);
        assertThat(number.subscriptions()).isZero();
    }

    @Test
    void subscribersOfFlowGetTheSame() {
        List<Object> told = new ArrayList<>();
        number.toPublisher().subscribe(new Recorder(told));
        number.set(2);

        assertThat(told).containsExactly("subscribed", 1, 2);
    }

    @Test
    void askingForNothingIsAnError() {
        List<Object> told = new ArrayList<>();
        number.toPublisher().subscribe(new Recorder(told) {
            @Override
            public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
                subscription.request(0);
            }
        });

        assertThat(told).containsExactly("failed");
        assertThat(number.subscriptions()).isZero();
    }

    @Test
    void aSubscriberThatThrowsIsCancelled() {
        List<Object> told = new ArrayList<>();
        number.toPublisher().subscribe(new Recorder(told) {
            @Override
            public void onNext(Integer item) {
                throw new IllegalStateException("wrong");
            }
        });

        assertThat(told).containsExactly("subscribed", "failed");
        assertThat(number.subscriptions()).isZero();
    }

    private static class Recorder implements Subscriber<Integer> {

        private final List<Object> told;

        Recorder(List<Object> told) {
            this.told = told;
        }

        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            told.add("subscribed");
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer item) {
            told.add(item);
        }

        @Override
        public void onError(Throwable throwable) {
            told.add("failed");
        }

        @Override
        public void onComplete() {
            told.add("completed");
        }
    }
}
