package org.ankurah.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.EventCheck.Refusal;
import org.ankurah.node.JvmDigest;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

class EventFactoryTest {

    private static final Ulid TRANSACTION = new Ulid(1, 1);
    private static final SortedMap<String, Operation> NAMED =
            new TreeMap<>(Map.of("name", new Operation.Set(new Value.Str("Prince"))));

    private long now = 1_000_000;
    private final Digest digest = new JvmDigest();
    private final EventFactory factory = new EventFactory(new HybridClock(() -> now), digest);
    private final EventCheck check = new EventCheck(digest, () -> now, EventCheck.DEFAULT_MAX_DRIFT);

    private final Event genesis = create(null, Clock.EMPTY, 0);
    private final Event update = create(genesis.id(), Clock.of(genesis.id()), 0);

    @Test
    void aGenesisGivesItsEntityItsId() {
        assertThat(genesis.isGenesis()).isTrue();
        assertThat(genesis.entityId()).isEqualTo(genesis.id());
        assertThat(genesis.id().millis()).isEqualTo(now);
    }

    @Test
    void anIdHoldsTheFirstEightBytesOfTheDigest() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(EventCodec.canonical(update));

        assertThat(update.id().low()).isEqualTo(new BinaryReader(hash).readFixed64());
    }

    @Test
    void anUpdateSortsBehindItsParents() {
        now -= 10_000;

        assertThat(create(genesis.id(), Clock.of(update.id()), 0).id()).isGreaterThan(update.id());
    }

    @Test
    void theNonceMakesEqualContentDiffer() {
        HybridClock stopped = new HybridClock(() -> 5);
        Event one = new EventFactory(stopped, digest)
                .create("a", null, Clock.EMPTY, TRANSACTION, null, 1, NAMED, Lifecycle.UNCHANGED);
        Event two = new EventFactory(new HybridClock(() -> 5), digest)
                .create("a", null, Clock.EMPTY, TRANSACTION, null, 2, NAMED, Lifecycle.UNCHANGED);

        assertThat(one.id().high()).isEqualTo(two.id().high());
        assertThat(one.id()).isNotEqualTo(two.id());
    }

    @Test
    void entityAndParentsGoTogether() {
        assertThatThrownBy(() -> create(null, Clock.of(genesis.id()), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> create(genesis.id(), Clock.EMPTY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheFactoryMakesPassesTheCheck() {
        assertThat(check.verify(genesis)).isEmpty();
        assertThat(check.verify(update)).isEmpty();
    }

    @Test
    void otherContentUnderAnIdIsRefused() {
        assertThat(check.verify(copy(update, update.id(), update.entityId(), update.parents(), 99)))
                .contains(Refusal.OTHER_CONTENT);
        Ulid later = new Ulid(update.id().high() + 1, update.id().low());
        assertThat(check.verify(copy(update, later, update.entityId(), update.parents(), update.nonce())))
                .contains(Refusal.OTHER_CONTENT);
    }

    @Test
    void anIdThatIsNotBehindEveryParentIsRefused() {
        Clock parents = Clock.of(genesis.id(), new Ulid(update.id().high(), 0));

        assertThat(check.verify(copy(update, update.id(), update.entityId(), parents, 0)))
                .contains(Refusal.NOT_AFTER_PARENT);
    }

    @Test
    void anEventFromBeyondTheAllowedDriftIsRefused() {
        now -= EventCheck.DEFAULT_MAX_DRIFT;
        assertThat(check.verify(update)).isEmpty();
        now--;
        assertThat(check.verify(update)).contains(Refusal.FROM_THE_FUTURE);
    }

    @Test
    void aGenesisOfAnotherEntityIsRefused() {
        assertThat(check.verify(copy(genesis, genesis.id(), update.id(), Clock.EMPTY, 0)))
                .contains(Refusal.FOREIGN_ENTITY);
        assertThat(check.verify(copy(update, update.id(), update.id(), update.parents(), 0)))
                .contains(Refusal.FOREIGN_ENTITY);
    }

    private Event create(Ulid entityId, Clock parents, long nonce) {
        return factory.create("artist", entityId, parents, TRANSACTION, "ann", nonce, NAMED, Lifecycle.UNCHANGED);
    }

    private static Event copy(Event event, Ulid id, Ulid entityId, Clock parents, long nonce) {
        return new Event(
                id,
                event.collection(),
                entityId,
                parents,
                event.transactionId(),
                event.actor(),
                nonce,
                event.operations(),
                event.lifecycle());
    }
}
