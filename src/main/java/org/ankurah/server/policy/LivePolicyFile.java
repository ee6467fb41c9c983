package org.ankurah.server.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ankurah.model.Models;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.node.Policy;
import org.ankurah.node.policy.PolicyException;
import org.ankurah.node.policy.PolicyRules;
import org.ankurah.node.policy.RulePolicy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a file says, now and whenever it has changed: written anew, replaced by another one, or reached
 * through a symbolic link that points elsewhere now. A version that makes no sense leaves the one before in force, and
 * is complained about.
 *
 * <p>A thread of its own waits for the file system to tell of a change, and looks by itself now and then. It reads the
 * file only when nothing has happened for a moment, since whoever writes a file in place has it half written for a
 * while, and half a policy may well make sense.
 */
public final class LivePolicyFile implements Policy, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LivePolicyFile.class);

    /** Finds what no file system tells of: those of some networks, and links along the way. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Longer than writers pause, and short enough to be in force within a tenth of a second. */
    private static final Duration QUIET = Duration.ofMillis(25);

    private final PolicyFile file;
    private final RulePolicy policy;
    private final WatchService changes;
    private byte[] inForce;

    /** What was complained about last. */
    private byte @Nullable [] refused;

    private volatile @Nullable String problem;

    private LivePolicyFile(PolicyFile file, byte[] inForce, PolicyRules rules, WatchService changes) {
        this.file = file;
        this.inForce = inForce;
        this.policy = new RulePolicy(rules);
        this.changes = changes;
    }

    /**
     * Reads a policy and follows its changes.
     *
     * @throws PolicyException when it makes no sense; the message names the places
     */
    public static LivePolicyFile open(Path path, Models models) {
        PolicyFile file = new PolicyFile(path.toAbsolutePath(), models);
        try {
            WatchService changes = path.getFileSystem().newWatchService();
            // Before it is read, so that no change goes unnoticed.
            watch(changes, file.path());
            byte[] bytes = file.bytes();
            PolicyRules rules = file.rules(bytes);
            LivePolicyFile live = new LivePolicyFile(file, bytes, rules, changes);
            live.tellInForce(rules);
            Thread thread = new Thread(live::follow, "policy-file");
            thread.setDaemon(true);
            thread.start();
            return live;
        } catch (IOException e) {
            throw new UncheckedIOException("The policy file " + path + " cannot be watched.", e);
        }
    }

    @Override
    public Access of(Identity identity) {
        return policy.of(identity);
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return policy.onChange(listener);
    }

    /** Why the newest version of the file is not in force; null if it is. */
    public @Nullable String problem() {
        return problem;
    }

    /** Follows the file no longer; what is in force stays. */
    @Override
    public void close() {
        try {
            changes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow() {
        try {
            while (true) {
                boolean told = awaitChange(LOOK);
                while (told && awaitChange(QUIET)) {
                    // Somebody is still at it.
                }
                look();
                watch(changes, file.path());
            }
        } catch (ClosedWatchServiceException closed) {
            LOG.debug("The policy file is followed no longer.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitChange(Duration longest) throws InterruptedException {
        WatchKey key = changes.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return false;
        }
        key.pollEvents();
        key.reset();
        return true;
    }

    private void look() {
        try {
            byte[] bytes = file.bytes();
            if (Arrays.equals(bytes, inForce)) {
                forgive();
            } else if (!Arrays.equals(bytes, refused)) {
                refused = bytes;
                PolicyRules rules = file.rules(bytes);
                inForce = bytes;
                problem = null;
                tellInForce(rules);
                policy.replace(rules);
            }
        } catch (PolicyException wrong) {
            complain(String.valueOf(wrong.getMessage()));
        } catch (RuntimeException fault) {
            LOG.error("The policy file could not be taken over.", fault);
            complain("It could not be taken over: " + fault);
        }
    }

    private void forgive() {
        refused = null;
        if (problem != null) {
            problem = null;
            LOG.infof("The policy file %s is again what is in force.", file.path());
        }
    }

    private void complain(String what) {
        if (!what.equals(problem)) {
            problem = what;
            LOG.errorf("The policy was not changed, the one before stays in force. %s", what);
        }
    }

    private void tellInForce(PolicyRules rules) {
        LOG.infof("Policy in force: %d roles, %d rules, from %s.", rules.roles(), rules.grants(), file.path());
    }

    /** The directory of the file, and that of the file to which links lead: there something happens when it changes. */
    private static void watch(WatchService changes, Path path) {
        for (Path each : new Path[] {path, target(path)}) {
            Path directory = each.getParent();
            try {
                if (directory != null) {
                    directory.register(
                            changes,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
                }
            } catch (IOException gone) {
                LOG.debugf("%s cannot be watched: %s", directory, gone.getMessage());
            }
        }
    }

    private static Path target(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath() : path;
        } catch (IOException gone) {
            return path;
        }
    }
}
