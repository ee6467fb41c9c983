package org.ankurah.storage.tikv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tikv.kvproto.Kvrpcpb.Action;
import org.tikv.kvproto.Kvrpcpb.CheckTxnStatusRequest;
import org.tikv.kvproto.Kvrpcpb.CheckTxnStatusResponse;
import org.tikv.kvproto.Kvrpcpb.KeyError;
import org.tikv.kvproto.Kvrpcpb.KvPair;
import org.tikv.kvproto.Kvrpcpb.LockInfo;
import org.tikv.kvproto.Kvrpcpb.Mutation;
import org.tikv.kvproto.Kvrpcpb.Op;
import org.tikv.kvproto.Kvrpcpb.PrewriteRequest;
import org.tikv.kvproto.Kvrpcpb.TxnNotFound;
import org.tikv.kvproto.Kvrpcpb.WriteConflict;
import org.tikv.shade.com.google.protobuf.ByteString;

/**
 * Keys with their versions and locks, as TiKV documents them: a transaction locks what it writes and is committed with its
 * first key; what was committed at a timestamp is seen from then on; who meets a lock older than itself has to wait. For
 * one thread at a time.
 */
final class Versions {

    private static final int COUNTER_BITS = 18;

    private final NavigableMap<ByteString, Cell> cells = new TreeMap<>(ByteString.unsignedLexicographicalComparator());

    private static final class Cell {
        @Nullable
        Lock lock;

        final NavigableMap<Long, Write> writes = new TreeMap<>();
    }

    private record Lock(Op op, ByteString value, ByteString primary, long start, long ttl, long txnSize) {

        KeyError error(ByteString key) {
            LockInfo info = LockInfo.newBuilder()
                    .setKey(key)
                    .setPrimaryLock(primary)
                    .setLockVersion(start)
                    .setLockTtl(ttl)
                    .setTxnSize(txnSize)
                    .setLockType(op)
                    .build();
            return KeyError.newBuilder().setLocked(info).build();
        }
    }

    /** What was committed, or rolled back, at the timestamp under which it stands. */
    private record Write(Op op, ByteString value, long start) {}

    /** Of a key, none, or what is in the way. */
    @Nullable
    KvPair get(ByteString key, long version) {
        Cell cell = cells.get(key);
        if (cell == null) {
            return null;
        }
        Lock lock = cell.lock;
        if (lock != null && lock.start <= version) {
            return KvPair.newBuilder().setKey(key).setError(lock.error(key)).build();
        }
        for (Write write : cell.writes.headMap(version, true).descendingMap().values()) {
            if (write.op == Op.Put) {
                return KvPair.newBuilder().setKey(key).setValue(write.value).build();
            } else if (write.op == Op.Del) {
                return null;
            }
        }
        return null;
    }

    List<KvPair> scan(ByteString from, @Nullable ByteString to, boolean backwards, int limit, long version) {
        NavigableMap<ByteString, Cell> part =
                to == null ? cells.tailMap(from, true) : cells.subMap(from, true, to, false);
        List<KvPair> pairs = new ArrayList<>();
        for (ByteString key : backwards ? part.descendingKeySet() : part.navigableKeySet()) {
            KvPair pair = pairs.size() < limit ? get(key, version) : null;
            if (pair != null) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** All locks of the request, or none and why. */
    List<KeyError> prewrite(PrewriteRequest request) {
        List<KeyError> errors = new ArrayList<>();
        for (Mutation mutation : request.getMutationsList()) {
            KeyError error = inTheWay(mutation.getKey(), request.getStartVersion());
            if (error != null) {
                errors.add(error);
            }
        }
        if (errors.isEmpty()) {
            request.getMutationsList().forEach(mutation -> lock(mutation, request));
        }
        return errors;
    }

    private @Nullable KeyError inTheWay(ByteString key, long start) {
        Cell cell = cells.get(key);
        if (cell == null) {
            return null;
        }
        Lock lock = cell.lock;
        if (lock != null) {
            return lock.start == start ? null : lock.error(key);
        }
        Long last = cell.writes.isEmpty() ? null : cell.writes.lastKey();
        if (last == null || last < start) {
            return null;
        }
        WriteConflict conflict = WriteConflict.newBuilder()
                .setKey(key)
                .setStartTs(start)
                .setConflictCommitTs(last)
                .build();
        return KeyError.newBuilder().setConflict(conflict).build();
    }

    private void lock(Mutation mutation, PrewriteRequest request) {
        cells.computeIfAbsent(mutation.getKey(), key -> new Cell()).lock = new Lock(
                mutation.getOp(),
                mutation.getValue(),
                request.getPrimaryLock(),
                request.getStartVersion(),
                request.getLockTtl(),
                request.getTxnSize());
    }

    /** Null if all of the keys are committed now. */
    @Nullable
    KeyError commit(List<ByteString> keys, long start, long commit) {
        for (ByteString key : keys) {
            Cell cell = cells.get(key);
            Lock lock = cell == null ? null : cell.lock;
            boolean isLocked = lock != null && lock.start == start;
            if (!isLocked && committed(key, start) == 0) {
                return KeyError.newBuilder().setRetryable("TxnLockNotFound").build();
            }
        }
        keys.forEach(key -> release(key, start, commit));
        return null;
    }

    /** When a transaction was committed, as far as a key knows; 0 if it was not. */
    private long committed(ByteString key, long start) {
        Cell cell = cells.get(key);
        return cell == null
                ? 0
                : cell.writes.entrySet().stream()
                        .filter(write -> write.getValue().start == start && write.getValue().op != Op.Rollback)
                        .mapToLong(Map.Entry::getKey)
                        .findFirst()
                        .orElse(0);
    }

    /** Makes a version of a lock, or without a commit timestamp takes it away. */
    private void release(ByteString key, long start, long commit) {
        Cell cell = cells.computeIfAbsent(key, any -> new Cell());
        Lock lock = cell.lock;
        boolean isLocked = lock != null && lock.start == start;
        if (lock != null && isLocked && commit != 0) {
            cell.writes.put(commit, new Write(lock.op, lock.value, start));
        } else if (commit == 0 && committed(key, start) == 0) {
            cell.writes.put(start, new Write(Op.Rollback, ByteString.EMPTY, start));
        }
        if (isLocked) {
            cell.lock = null;
        }
    }

    CheckTxnStatusResponse check(CheckTxnStatusRequest request) {
        ByteString primary = request.getPrimaryKey();
        long start = request.getLockTs();
        CheckTxnStatusResponse.Builder answer = CheckTxnStatusResponse.newBuilder();
        Cell cell = cells.get(primary);
        Lock lock = cell == null ? null : cell.lock;
        if (lock != null && lock.start == start) {
            if ((start >> COUNTER_BITS) + lock.ttl >= request.getCurrentTs() >> COUNTER_BITS) {
                return answer.setLockTtl(lock.ttl).build();
            }
            release(primary, start, 0);
            return answer.setAction(Action.TTLExpireRollback).build();
        }
        long committed = committed(primary, start);
        Write rolledBack = cell == null ? null : cell.writes.get(start);
        if (committed == 0 && rolledBack == null && !request.getRollbackIfNotExist()) {
            TxnNotFound unknown = TxnNotFound.newBuilder()
                    .setPrimaryKey(primary)
                    .setStartTs(start)
                    .build();
            return answer.setError(KeyError.newBuilder().setTxnNotFound(unknown))
                    .build();
        }
        if (committed == 0) {
            release(primary, start, 0);
        }
        return answer.setCommitVersion(committed).build();
    }

    /** @param keys all that are locked, if it is empty */
    void resolve(List<ByteString> keys, long start, long commit) {
        List<ByteString> all = keys.isEmpty() ? List.copyOf(cells.keySet()) : keys;
        for (ByteString key : all) {
            Cell cell = cells.get(key);
            Lock lock = cell == null ? null : cell.lock;
            if (lock != null && lock.start == start) {
                release(key, start, commit);
            }
        }
    }

    long locks() {
        return cells.values().stream().filter(cell -> cell.lock != null).count();
    }

    void clear() {
        cells.clear();
    }
}
