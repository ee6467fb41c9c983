package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.ankurah.graphql.RateLimits.Rate;
import org.ankurah.node.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often one address and one identity may ask. */
class RatesTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Admission admission = LiveReader.unlimited();
    private final Rates rates = new Rates(new RateLimits(new Rate(2, 5), new Rate(1, 3)), admission, nanos::get);

    private static SocketAddress at(String address) {
        return SocketAddress.inetSocketAddress(4711, address);
    }

    @Test
    void anAddressHasItsBurstAndThenItsRate() {
        rates.fromAddress(at("203.0.113.7"), 5);
        assertThatThrownBy(() -> rates.fromAddress(at("203.0.113.7"), 1))
                .isInstanceOfSatisfying(
                        TooFastException.class,
                        e -> assertThat(e.retryAfterSeconds()).isEqualTo(1))
                .hasMessageContaining("at most 2 a second, and 5 at once")
                .hasMessageContaining("ankurah.limits.address-requests-per-second");
        assertThat(admission.refusals(Admission.Refused.RATE)).isEqualTo(1);

        assertThatCode(() -> rates.fromAddress(at("203.0.113.8"), 1)).doesNotThrowAnyException();
        nanos.addAndGet(SECOND);
        assertThatCode(() -> rates.fromAddress(at("203.0.113.7"), 2)).doesNotThrowAnyException();
    }

    /** Those who go on asking do not wait longer for it. */
    @Test
    void refusedRequestsCostNothing() {
        rates.fromAddress(at("203.0.113.7"), 5);
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> rates.fromAddress(at("203.0.113.7"), 1)).isInstanceOf(TooFastException.class);
        }
        nanos.addAndGet(SECOND);

        assertThatCode(() -> rates.fromAddress(at("203.0.113.7"), 1)).doesNotThrowAnyException();
    }

    @Test
    void anIdentityIsTheSameWhereverItIs() {
        Rates.Pace home = rates.of(at("203.0.113.7"));
        Rates.Pace office = rates.of(at("198.51.100.7"));
        home.operation(new Identity("ada"));
        office.operation(new Identity("ada"));
        office.operation(new Identity("ada"));

        assertThatThrownBy(() -> home.operation(new Identity("ada"))).hasMessageContaining("of one identity");
        assertThatCode(() -> home.operation(new Identity("bob"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1", "_hidden"})
    void theMachineItselfAndWhatIsNoAddressAreNotCounted(String address) {
        assertThat(Rates.client(at(address))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "203.0.113.7, 203.0.113.8, false",
    })
    void aClientHasAWholeNetworkOfIpv6(String one, String other, boolean same) {
        assertThat(String.valueOf(Rates.client(at(one))).equals(Rates.client(at(other))))
                .isEqualTo(same);
    }

    @Test
    void clientsThatComeAndGoDoNotFillTheMemory() {
        RateMeter meter = new RateMeter(new Rate(1, 1), nanos::get);
        for (int i = 0; i < RateMeter.MOST_CLIENTS * 2; i++) {
            meter.take("client " + i, 1);
        }

        assertThat(meter.clients()).isEqualTo(RateMeter.MOST_CLIENTS);
    }

    @Test
    void zeroIsNoLimit() {
        RateMeter meter = new RateMeter(new Rate(0, 1), nanos::get);

        assertThat(meter.take("x", 1_000_000)).isZero();
        assertThat(meter.take("x", 1_000_000)).isZero();
    }
}
