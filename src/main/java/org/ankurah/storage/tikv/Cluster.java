package org.ankurah.storage.tikv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tikv.common.TiConfiguration;
import org.tikv.common.TiSession;
import org.tikv.common.exception.GrpcException;
import org.tikv.common.exception.KeyException;
import org.tikv.common.operation.RegionErrorHandler;
import org.tikv.common.region.RegionManager;
import org.tikv.common.region.RegionStoreClient;
import org.tikv.common.region.TiRegion;
import org.tikv.common.util.BackOffFunction.BackOffFuncType;
import org.tikv.common.util.BackOffer;
import org.tikv.common.util.ConcreteBackOffer;
import org.tikv.kvproto.Errorpb;
import org.tikv.kvproto.Kvrpcpb.BatchGetRequest;
import org.tikv.kvproto.Kvrpcpb.BatchGetResponse;
import org.tikv.kvproto.Kvrpcpb.CheckTxnStatusRequest;
import org.tikv.kvproto.Kvrpcpb.CheckTxnStatusResponse;
import org.tikv.kvproto.Kvrpcpb.CommitRequest;
import org.tikv.kvproto.Kvrpcpb.CommitResponse;
import org.tikv.kvproto.Kvrpcpb.KeyError;
import org.tikv.kvproto.Kvrpcpb.KvPair;
import org.tikv.kvproto.Kvrpcpb.Mutation;
import org.tikv.kvproto.Kvrpcpb.PrewriteRequest;
import org.tikv.kvproto.Kvrpcpb.PrewriteResponse;
import org.tikv.kvproto.Kvrpcpb.ScanRequest;
import org.tikv.kvproto.Kvrpcpb.ScanResponse;
import org.tikv.kvproto.TikvGrpc;
import org.tikv.shade.com.google.protobuf.ByteString;
import org.tikv.shade.io.grpc.MethodDescriptor;
import org.tikv.txn.Lock;
import org.tikv.txn.ResolveLockResult;

/**
 * What is asked of a cluster: reads as of a timestamp, and the steps of a transaction. Finds the region of each key, and
 * looks again when regions have moved or split; waits for locks, and takes away those that a dead writer has left.
 *
 * <p>The client's own classes for this are not used: its scan has no end and no way back, its committer tries a commit
 * again that was refused, and its readers of one session share which locks they may pass by, whatever their timestamps.
 *
 * <p>Safe to use from any thread. Failures are those of the client, all unchecked.
 */
final class Cluster implements AutoCloseable {

    /** One answer that has not come by then is lost; a disk that is slow for a moment takes less. */
    private static final int REQUEST_MS = 3_000;

    /** Bytes per request, about, as TiKV recommends. */
    private static final int PART_BYTES = 512 << 10;

    /** Keys per request: TiKV resolves the locks of larger transactions by whole regions. */
    private static final int PART_KEYS = 2_000;

    private final TiSession session;
    private final RegionManager regions;
    private final int lockMs;

    /**
     * Connects.
     *
     * @param addresses of the placement drivers, as {@code host:port}, with commas between them
     * @param lockMs how long a lock keeps others waiting whose owner is silent. Half as long a request is tried again, while
     *     regions move or a machine is lost
     */
    Cluster(String addresses, int lockMs) {
        TiConfiguration configuration = TiConfiguration.createDefault(addresses);
        configuration.setTimeout(REQUEST_MS);
        configuration.setWarmUpEnable(false);
        this.session = TiSession.create(configuration);
        this.regions = session.getRegionManager();
        this.lockMs = lockMs;
    }

    /** A timestamp after all that were given before, in the whole cluster. */
    long timestamp() {
        return session.getPDClient().getTimestamp(patience()).getVersion();
    }

    /** The values of keys, in order and each once, as of a timestamp; by their keys, those that are there. */
    Map<ByteString, ByteString> getAll(List<ByteString> keys, long version) {
        Map<ByteString, ByteString> found = new HashMap<>();
        BackOffer patience = patienceWithLocks();
        for (int done = 0; done < keys.size(); ) {
            RegionStoreClient client = client(keys.get(done), patience);
            List<ByteString> part = within(keys, done, client.getRegion());
            BatchGetResponse answer = ask(
                    client,
                    patience,
                    TikvGrpc.getKvBatchGetMethod(),
                    () -> BatchGetRequest.newBuilder()
                            .setContext(client.getRegion().getLeaderContext())
                            .addAllKeys(part)
                            .setVersion(version)
                            .build(),
                    each -> each.hasRegionError() ? each.getRegionError() : null);
            if (answer != null && isFree(client, patience, version, errors(answer.getPairsList(), answer.getError()))) {
                answer.getPairsList().forEach(pair -> found.put(pair.getKey(), pair.getValue()));
                done += part.size();
            }
        }
        return found;
    }

    @Nullable
    ByteString get(ByteString key, long version) {
        return getAll(List.of(key), version).get(key);
    }

    /**
     * A part of a walk through a range.
     *
     * @param pairs the next ones, in the order of the walk
     * @param rest where it goes on: from this key, or backwards below it; null at its end
     */
    record Part(List<KvPair> pairs, @Nullable ByteString rest) {}

    /** The first pairs of a range, or the last ones from its end; none does not mean that it is at its end. */
    Part scan(ByteString from, ByteString to, boolean backwards, int limit, long version) {
        BackOffer patience = patienceWithLocks();
        while (true) {
            RegionStoreClient client = backwards ? clientBelow(to, patience) : client(from, patience);
            ScanRequest.Builder request =
                    ScanRequest.newBuilder().setLimit(limit).setVersion(version).setReverse(backwards);
            request.setStartKey(backwards ? to : from).setEndKey(backwards ? from : to);
            ScanResponse answer = ask(
                    client,
                    patience,
                    TikvGrpc.getKvScanMethod(),
                    () -> request.setContext(client.getRegion().getLeaderContext())
                            .build(),
                    each -> each.hasRegionError() ? each.getRegionError() : null);
            if (answer != null && isFree(client, patience, version, errors(answer.getPairsList(), answer.getError()))) {
                List<KvPair> pairs = answer.getPairsList();
                boolean full = pairs.size() >= limit;
                ByteString last = full ? pairs.get(pairs.size() - 1).getKey() : null;
                return new Part(pairs, backwards ? below(last, client, from) : behind(last, client, to));
            }
        }
    }

    private static @Nullable ByteString behind(@Nullable ByteString last, RegionStoreClient client, ByteString to) {
        ByteString rest = last == null ? client.getRegion().getEndKey() : last.concat(ByteString.copyFrom(new byte[1]));
        return rest.isEmpty() || compare(rest, to) >= 0 ? null : rest;
    }

    private static @Nullable ByteString below(@Nullable ByteString last, RegionStoreClient client, ByteString from) {
        ByteString rest = last == null ? client.getRegion().getStartKey() : last;
        return rest.isEmpty() || compare(rest, from) <= 0 ? null : rest;
    }

    /**
     * Writes and locks, to be committed later.
     *
     * @param mutations in the order of their keys; the first one is locked first, and decides for all of them
     * @throws KeyException when somebody has written one of the keys since the start
     */
    void prewrite(List<Mutation> mutations, long start) {
        BackOffer patience = patienceWithLocks();
        ByteString primary = mutations.get(0).getKey();
        List<ByteString> keys = mutations.stream().map(Mutation::getKey).toList();
        for (int done = 0; done < keys.size(); ) {
            RegionStoreClient client = client(keys.get(done), patience);
            int count = Math.min(within(keys, done, client.getRegion()).size(), fitting(mutations, done));
            List<Mutation> part = mutations.subList(done, done + count);
            // Without a least commit timestamp nobody who reads can move ours.
            PrewriteResponse answer = ask(
                    client,
                    patience,
                    TikvGrpc.getKvPrewriteMethod(),
                    () -> PrewriteRequest.newBuilder()
                            .setContext(client.getRegion().getLeaderContext())
                            .addAllMutations(part)
                            .setPrimaryLock(primary)
                            .setStartVersion(start)
                            .setLockTtl(lockMs)
                            .setTxnSize(mutations.size())
                            .build(),
                    each -> each.hasRegionError() ? each.getRegionError() : null);
            if (answer != null && isFree(client, patience, start, answer.getErrorsList())) {
                done += count;
            }
        }
    }

    private static int fitting(List<Mutation> mutations, int from) {
        int count = 0;
        int bytes = 0;
        while (from + count < mutations.size() && bytes < PART_BYTES) {
            Mutation mutation = mutations.get(from + count++);
            bytes += mutation.getKey().size() + mutation.getValue().size();
        }
        return count;
    }

    /** Makes visible what was written and locked: with the first key the transaction is committed, the rest follows. */
    void commit(List<ByteString> keys, long start, long commit) {
        BackOffer patience = patience();
        for (int done = 0; done < keys.size(); ) {
            RegionStoreClient client = client(keys.get(done), patience);
            List<ByteString> part = within(keys, done, client.getRegion());
            CommitResponse answer = ask(
                    client,
                    patience,
                    TikvGrpc.getKvCommitMethod(),
                    () -> CommitRequest.newBuilder()
                            .setContext(client.getRegion().getLeaderContext())
                            .addAllKeys(part)
                            .setStartVersion(start)
                            .setCommitVersion(commit)
                            .build(),
                    each -> each.hasRegionError() ? each.getRegionError() : null);
            if (answer != null) {
                if (answer.hasError()) {
                    throw new KeyException(answer.getError());
                }
                done += part.size();
            }
        }
    }

    /**
     * Brings a transaction to its end: afterwards it is committed, or never will be, whatever is still on its way.
     *
     * @return its commit timestamp; 0 if it is not committed
     */
    long end(ByteString primary, long start) {
        BackOffer patience = patience();
        while (true) {
            RegionStoreClient client = client(primary, patience);
            CheckTxnStatusResponse answer = ask(
                    client,
                    patience,
                    TikvGrpc.getKvCheckTxnStatusMethod(),
                    () -> CheckTxnStatusRequest.newBuilder()
                            .setContext(client.getRegion().getLeaderContext())
                            .setPrimaryKey(primary)
                            .setLockTs(start)
                            .setCallerStartTs(start)
                            // Later than any lock lasts.
                            .setCurrentTs(Long.MAX_VALUE)
                            .setRollbackIfNotExist(true)
                            .build(),
                    each -> each.hasRegionError() ? each.getRegionError() : null);
            if (answer != null) {
                if (answer.hasError() || answer.getLockTtl() != 0) {
                    throw new KeyException(answer.getError());
                }
                return answer.getCommitVersion();
            }
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (Exception failure) {
            throw new IllegalStateException("TiKV's client does not close", failure);
        }
    }

    /** The answer; null if the region is not what it was, so that it has to be looked up again. */
    private <Q, A> @Nullable A ask(
            RegionStoreClient client,
            BackOffer patience,
            MethodDescriptor<Q, A> method,
            Supplier<Q> request,
            Function<A, Errorpb.@Nullable Error> moved) {
        A answer = client.callWithRetry(patience, method, request, new RegionErrorHandler<>(regions, client, moved));
        if (answer != null && moved.apply(answer) == null) {
            return answer;
        }
        regions.onRequestFail(client.getRegion());
        patience.doBackOff(BackOffFuncType.BoRegionMiss, new GrpcException("TiKV did not answer for a region."));
        return null;
    }

    /** True if there were no locks. Otherwise waits for them, or takes them away; then it has to be asked again. */
    private boolean isFree(RegionStoreClient client, BackOffer patience, long version, List<KeyError> errors) {
        if (errors.isEmpty()) {
            return true;
        }
        List<Lock> locks = new ArrayList<>();
        for (KeyError error : errors) {
            if (!error.hasLocked()) {
                throw new KeyException(error);
            }
            locks.add(new Lock(error.getLocked(), session.getPDClient().getCodec()));
        }
        ResolveLockResult result = client.lockResolverClient.resolveLocks(patience, version, locks, false);
        if (result.getMsBeforeTxnExpired() > 0) {
            patience.doBackOffWithMaxSleep(
                    BackOffFuncType.BoTxnLockFast, result.getMsBeforeTxnExpired(), new KeyException(errors.get(0)));
        }
        return false;
    }

    private static List<KeyError> errors(List<KvPair> pairs, KeyError ofAll) {
        List<KeyError> errors = new ArrayList<>();
        if (!ofAll.equals(KeyError.getDefaultInstance())) {
            errors.add(ofAll);
        }
        pairs.stream().filter(KvPair::hasError).map(KvPair::getError).forEach(errors::add);
        return errors;
    }

    private RegionStoreClient client(ByteString key, BackOffer patience) {
        return session.getRegionStoreClientBuilder().build(key, patience);
    }

    /** For the region with the keys right below a key, be there any or not. */
    private RegionStoreClient clientBelow(ByteString key, BackOffer patience) {
        RegionStoreClient client = client(shortlyBelow(key), patience);
        while (!client.getRegion().getEndKey().isEmpty()
                && compare(client.getRegion().getEndKey(), key) < 0) {
            client = client(client.getRegion().getEndKey(), patience);
        }
        return client;
    }

    /** A key below another one, with hardly any between. */
    private static ByteString shortlyBelow(ByteString key) {
        int last = key.size() - 1;
        byte end = key.byteAt(last);
        ByteString before = key.substring(0, last);
        if (end == 0) {
            return before;
        }
        byte[] high = new byte[32];
        Arrays.fill(high, (byte) -1);
        high[0] = (byte) (end - 1);
        return before.concat(ByteString.copyFrom(high));
    }

    /** Of keys in order, those from one on that lie in its region; not too many. */
    private static List<ByteString> within(List<ByteString> keys, int from, TiRegion region) {
        int to = from + 1;
        while (to < keys.size() && to - from < PART_KEYS && isBefore(keys.get(to), region.getEndKey())) {
            to++;
        }
        return keys.subList(from, to);
    }

    /** @param end of a region; the last one has none */
    private static boolean isBefore(ByteString key, ByteString end) {
        return end.isEmpty() || compare(key, end) < 0;
    }

    static int compare(ByteString left, ByteString right) {
        return ByteString.unsignedLexicographicalComparator().compare(left, right);
    }

    private BackOffer patience() {
        return ConcreteBackOffer.newCustomBackOff(
                lockMs / 2, session.getPDClient().getClusterId());
    }

    /** Long enough for the locks of a writer that has died. */
    private BackOffer patienceWithLocks() {
        return ConcreteBackOffer.newCustomBackOff(
                2 * lockMs, session.getPDClient().getClusterId());
    }
}
