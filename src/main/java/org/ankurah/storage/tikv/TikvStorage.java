package org.ankurah.storage.tikv;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ankurah.storage.kv.KeyValueStorage;
import org.ankurah.storage.kv.Snapshot;
import org.ankurah.storage.kv.WriteBatch;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;
import org.tikv.kvproto.Kvrpcpb.Mutation;
import org.tikv.kvproto.Kvrpcpb.Op;
import org.tikv.shade.com.google.protobuf.ByteString;

/**
 * Keeps everything in a TiKV cluster, under keys that begin with a prefix. One process at a time uses the store of a
 * prefix; others are refused. A batch is there for good once it is written, synced or not.
 *
 * <p><b>One writer.</b> A record says who holds the store. Each batch is a transaction that reads this record at its
 * start and writes it anew, as its first key. So of two that hold each other for gone the cluster lets only one commit,
 * however long the other one slept, and whatever its clock says; {@link #LEASE} only keeps a second one from taking over
 * from one that is alive. The holder renews the record when nothing else is written. Whoever opens a store waits until the
 * record has not been renewed for that long, by the cluster's clock; if it is renewed meanwhile, the store is in use.
 *
 * <p><b>No doubt.</b> A transaction is committed with its first key. If the answer to that is lost, the cluster is asked to
 * end the transaction: it says that it was committed, or sees to it that it never will be. Until that has an answer nothing
 * else is read or written, so nothing is ever decided on a state of which nobody knows whether it is the last one.
 *
 * <p><b>Reads</b> are as of the newest batch of this process, which has no equal: nobody else writes. So they ask for no
 * timestamp, and meet no lock of a batch that is being written. When the record was not renewed for too long it is, before
 * anything is read.
 */
public final class TikvStorage implements KeyValueStorage {

    private static final Logger LOG = System.getLogger(TikvStorage.class.getName());

    /** Longer than a cluster takes to move its leaders; so long the next one waits for one that has died. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** The record is renewed so many times in that time. */
    private static final int RENEWALS = 4;

    private static final String NOT_TAKEN = "TiKV did not take a commit. Nothing was written. Try again in a moment.";

    private final Cluster cluster;
    private final Layout layout;
    private final Duration lease;
    private final Holder self;
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store-lease");
        thread.setDaemon(true);
        return thread;
    });

    /** The newest batch. */
    private volatile long newest;

    /** Before the record was last renewed. */
    private volatile long renewedAt;

    /** The start of a transaction of which it is not known whether it was committed; or 0. */
    private volatile long doubtful;

    /** Why nothing can be read or written any more. */
    private volatile @Nullable String ended;

    private TikvStorage(Cluster cluster, Layout layout, Duration lease) {
        this.cluster = cluster;
        this.layout = layout;
        this.lease = lease;
        this.self = new Holder(
                UUID.randomUUID().toString(),
                0,
                ManagementFactory.getRuntimeMXBean().getName());
    }

    /**
     * Opens the store of a prefix, which is made if it is not there.
     *
     * @param addresses of the cluster's placement drivers, as {@code host:port}, with commas between them
     * @param prefix 1 to 100 letters, digits or signs of ASCII
     * @throws IOException that says what to do when the cluster cannot be reached, or another process uses the store
     */
    public static TikvStorage open(String addresses, String prefix) throws IOException {
        return open(addresses, prefix, LEASE);
    }

    static TikvStorage open(String addresses, String prefix, Duration lease) throws IOException {
        Layout layout = new Layout(prefix);
        Cluster cluster;
        try {
            cluster = new Cluster(addresses, Math.toIntExact(lease.toMillis()));
        } catch (RuntimeException failure) {
            throw new IOException("No TiKV cluster can be reached by " + addresses + ".", failure);
        }
        TikvStorage store = new TikvStorage(cluster, layout, lease);
        try {
            store.claim();
        } catch (RuntimeException failure) {
            store.end("The store was not opened.");
            throw new IOException(
                    "The store in TiKV at " + addresses + " cannot be opened: " + failure.getMessage(), failure);
        } catch (IOException inUse) {
            store.end("The store was not opened.");
            throw inUse;
        }
        return store;
    }

    /** Writes into the record that it is us, once nobody else is there. */
    @SuppressWarnings("FutureReturnValueIgnored") // the renewals end with the store, and fail by themselves
    private synchronized void claim() throws IOException {
        Holder seen = null;
        while (true) {
            long now = Failures.told(Failures.SILENT, cluster::timestamp);
            Holder found = Failures.told(Failures.SILENT, () -> holder(now));
            boolean isFree = found == null || found.age(now) > lease.toMillis();
            if (isFree && commit(each -> Objects.equals(each, found), true, List.of())) {
                long period = lease.toMillis() / RENEWALS;
                renewal.scheduleWithFixedDelay(this::renewIfIdle, period, period, TimeUnit.MILLISECONDS);
                return;
            }
            if (seen != null && !seen.equals(found)) {
                throw inUse(found);
            }
            seen = found;
            pause();
        }
    }

    private static IOException inUse(Holder by) {
        return new IOException("The store in TiKV is in use by another process, " + by.name()
                + ": only one at a time can open it. Stop that one, or choose another prefix.");
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(Math.max(1, lease.toMillis() / (2 * RENEWALS)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Waiting for the store in TiKV was given up.", interrupted);
        }
    }

    @Override
    public Snapshot snapshot() {
        if (ended != null || doubtful != 0 || isStale()) {
            makeSure();
        }
        return new TikvSnapshot(cluster, layout, newest);
    }

    /** Whether somebody else may have taken over. */
    private boolean isStale() {
        return System.nanoTime() - renewedAt > lease.toNanos();
    }

    private synchronized void makeSure() {
        requireUsable();
        settle();
        if (isStale()) {
            commitAsHolder(List.of());
        }
    }

    /** @param synced makes no difference: most of the cluster's machines have a batch on disk before it is committed */
    @Override
    public void write(WriteBatch batch, boolean synced) {
        List<Mutation> entries = layout.mutations(batch);
        synchronized (this) {
            requireUsable();
            settle();
            commitAsHolder(entries);
        }
    }

    private synchronized void renewIfIdle() {
        try {
            if (ended == null && System.nanoTime() - renewedAt > lease.toNanos() / RENEWALS) {
                settle();
                commitAsHolder(List.of());
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.DEBUG, "The lease in TiKV could not be renewed", failure);
        }
    }

    private void requireUsable() {
        String why = ended;
        if (why != null) {
            throw AnkurahException.unavailable(why);
        }
    }

    /** Ends the transaction that is in doubt, if there is one. Fails as long as that is not possible. */
    private boolean settle() {
        if (doubtful == 0) {
            return true;
        }
        long commit;
        try {
            commit = cluster.end(layout.holder(), doubtful);
        } catch (RuntimeException failure) {
            throw Failures.unavailable(
                    failure,
                    "TiKV was lost in the middle of a commit, and it is not known whether it was stored. Nothing else is"
                            + " read or written before that is known. Try again in a moment.");
        }
        newest = Math.max(newest, commit);
        doubtful = 0;
        return commit != 0;
    }

    private void commitAsHolder(List<Mutation> entries) {
        if (!commit(this::isUs, true, entries)) {
            ended = "Another server has taken over the store in TiKV, as this one did not answer for "
                    + lease.toSeconds()
                    + " seconds. It reads and writes nothing any more. Nothing was written. Restart it when"
                    + " the other one is stopped.";
            LOG.log(Level.ERROR, ended);
            requireUsable();
        }
    }

    /**
     * One transaction, with the record of the holder as its first key.
     *
     * @param may asked about the record; if it says no, nothing is written
     * @param stays whether we hold the store afterwards
     * @return whether it was written
     * @throws AnkurahException if it was not written, or it is not known; then {@link #doubtful} is set
     */
    private boolean commit(Predicate<@Nullable Holder> may, boolean stays, List<Mutation> entries) {
        long began = System.nanoTime();
        List<Mutation> all = new ArrayList<>(entries.size() + 1);
        long start = Failures.told(NOT_TAKEN, cluster::timestamp);
        if (!may.test(Failures.told(NOT_TAKEN, () -> holder(start)))) {
            return false;
        }
        ByteString primary = layout.holder();
        all.add(
                stays
                        ? Layout.put(primary, self.at(start).encode())
                        : Mutation.newBuilder().setOp(Op.Del).setKey(primary).build());
        all.addAll(entries);
        long commit = prewrite(all, start);
        try {
            cluster.commit(List.of(primary), start, commit);
        } catch (RuntimeException failure) {
            doubtful = start;
            if (!settle()) {
                throw Failures.unavailable(failure, NOT_TAKEN);
            }
        }
        commitRest(entries, start, commit);
        newest = commit;
        renewedAt = began;
        return true;
    }

    private @Nullable Holder holder(long version) {
        return Holder.decode(cluster.get(layout.holder(), version));
    }

    /** Fails before anything can have been committed, and takes the locks away as far as it can; the others lapse. */
    private long prewrite(List<Mutation> all, long start) {
        try {
            cluster.prewrite(all, start);
            return cluster.timestamp();
        } catch (RuntimeException failure) {
            try {
                cluster.end(layout.holder(), start);
            } catch (RuntimeException lapses) {
                failure.addSuppressed(lapses);
            }
            throw Failures.unavailable(failure, NOT_TAKEN);
        }
    }

    /** What fails here is done by whoever reads it next. */
    private void commitRest(List<Mutation> entries, long start, long commit) {
        try {
            cluster.commit(entries.stream().map(Mutation::getKey).toList(), start, commit);
        } catch (RuntimeException failure) {
            LOG.log(Level.DEBUG, "A part of a committed transaction is left for its readers to commit", failure);
        }
    }

    /** Gives the store free for others. */
    @Override
    public synchronized void close() {
        if (renewal.isShutdown()) {
            return;
        }
        if (ended == null) {
            try {
                settle();
                commit(this::isUs, false, List.of());
            } catch (RuntimeException failure) {
                LOG.log(Level.DEBUG, "The lease in TiKV could not be given back; it lapses", failure);
            }
        }
        end("The store is closed.");
    }

    private void end(String why) {
        ended = why;
        renewal.shutdown();
        cluster.close();
    }

    private boolean isUs(@Nullable Holder found) {
        return found != null && found.id().equals(self.id());
    }
}
