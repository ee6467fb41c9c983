package org.ankurah.graphql;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ankurah.node.Access;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Who is on a socket: what its client said last, as long as that is true. It has one timer, however much runs on the
 * socket. On the socket's event loop only.
 */
final class SocketIdentity {

    private final Logins logins;
    private final Vertx vertx;
    private final Credentials ofUpgrade;
    private final String address;
    private final Thread thread = Thread.currentThread();
    private final Executor loop = EventLoops.current();
    private Caller caller;
    private int attempts;
    private boolean over;
    private @Nullable Deadline deadline;
    private boolean greeted;
    private Consumer<Caller> onRights = caller -> {};
    private Runnable onEnd = () -> {};

    /**
     * @param ofUpgrade what the client's request for the socket said
     * @param address where it comes from
     */
    SocketIdentity(Logins logins, Vertx vertx, Credentials ofUpgrade, String address) {
        this.logins = logins;
        this.vertx = vertx;
        this.ofUpgrade = ofUpgrade;
        this.address = address;
        this.caller = Caller.ANONYMOUS.from(address);
    }

    /**
     * Has something done whenever things change.
     *
     * @param rights is told who it is when that one may do something else than before
     * @param end is told when its time is over
     */
    void onChange(Consumer<Caller> rights, Runnable end) {
        onRights = rights;
        onEnd = end;
    }

    Caller caller() {
        return caller;
    }

    /** The policy may say something else of it. */
    void askRights() {
        Access before = caller.access();
        caller = logins.withRights(caller);
        if (greeted && !caller.isAllowed(before)) {
            onRights.accept(caller);
        }
    }

    /**
     * Whoever may start something now.
     *
     * @throws AnkurahException with {@code UNAUTHENTICATED}, if the time of its token is over
     */
    Caller current() {
        if (over) {
            throw ended();
        }
        return caller;
    }

    /** What those are told whose time is over. */
    static AnkurahException ended() {
        return new AnkurahException(
                ErrorCode.UNAUTHENTICATED, "The token or key is not valid any more. Send a new one.", null);
    }

    /**
     * Takes what a greeting says.
     *
     * @param known is told who it is
     * @param refused is told why it was not taken; then everything stays as it was
     */
    void greet(Credentials given, Consumer<Caller> known, Consumer<Throwable> refused) {
        login(given.or(ofUpgrade), known, refused);
    }

    /** Takes what says who it is from now on. The last one that is said counts, whichever is found good first. */
    void login(Credentials given, Consumer<Caller> known, Consumer<Throwable> refused) {
        int attempt = ++attempts;
        logins.login(given, address)
                .subscribe()
                .with(
                        found -> EventLoops.run(thread, loop, () -> {
                            if (attempt == attempts) {
                                set(found);
                                known.accept(found);
                            }
                        }),
                        failure -> EventLoops.run(thread, loop, () -> refused.accept(failure)));
    }

    private void set(Caller found) {
        boolean other = greeted;
        Access before = caller.access();
        caller = logins.withRights(found);
        greeted = true;
        over = false;
        arm();
        if (other && !caller.isAllowed(before)) {
            onRights.accept(caller);
        }
    }

    /** How long what was said is true, as clients are told; nothing if for ever. */
    @Nullable
    Map<String, Object> validity() {
        Instant until = caller.until();
        if (until == null) {
            return null;
        }
        Map<String, Object> validity = new LinkedHashMap<>();
        validity.put("validUntil", until.toString());
        validity.put(
                "expiresIn", Math.max(0, Duration.between(Instant.now(), until).toSeconds()));
        return validity;
    }

    /** A key was revoked. */
    void revoke(String keyId) {
        if (!over && keyId.equals(caller.keyId())) {
            end();
        }
    }

    /** The socket is gone. */
    void close() {
        attempts++;
        cancelTimer();
    }

    private void arm() {
        cancelTimer();
        Instant until = caller.until();
        deadline = until == null ? null : new Deadline(vertx, until, this::end);
    }

    private void end() {
        cancelTimer();
        over = true;
        onEnd.run();
    }

    private void cancelTimer() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
