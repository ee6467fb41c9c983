package org.ankurah.storage.tikv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tikv.common.codec.Codec.BytesCodec;
import org.tikv.common.codec.CodecDataInput;
import org.tikv.common.codec.CodecDataOutput;
import org.tikv.kvproto.Errorpb;
import org.tikv.kvproto.Kvrpcpb;
import org.tikv.kvproto.Kvrpcpb.KeyError;
import org.tikv.kvproto.Kvrpcpb.KvPair;
import org.tikv.kvproto.Metapb;
import org.tikv.kvproto.PDGrpc;
import org.tikv.kvproto.Pdpb;
import org.tikv.kvproto.TikvGrpc;
import org.tikv.shade.com.google.protobuf.ByteString;
import org.tikv.shade.io.grpc.Server;
import org.tikv.shade.io.grpc.Status;
import org.tikv.shade.io.grpc.health.v1.HealthCheckRequest;
import org.tikv.shade.io.grpc.health.v1.HealthCheckResponse;
import org.tikv.shade.io.grpc.health.v1.HealthGrpc;
import org.tikv.shade.io.grpc.netty.NettyServerBuilder;
import org.tikv.shade.io.grpc.stub.StreamObserver;

/**
 * A server that speaks what TiKV and its placement driver speak, as far as the store asks for it: one machine, some
 * regions, which can be split while it runs. Faults can be put in the way of requests.
 */
public final class TestCluster implements AutoCloseable {

    private static final long CLUSTER = 7;
    private static final long STORE = 1;
    private static final int COUNTER_BITS = 18;

    /** What happens to a request. */
    enum Fault {
        NONE,
        /** It never arrives. */
        REQUEST_LOST,
        /** It is done, and nobody hears of it. */
        ANSWER_LOST
    }

    private final Versions versions = new Versions();
    private final Server server;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile Function<String, Fault> faults = request -> Fault.NONE;

    /** By the first key of each region. Guarded by this, as the versions are. */
    private final NavigableMap<ByteString, Metapb.Region> regions =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());

    private long lastRegion;
    private long lastTimestamp;

    public TestCluster() {
        addRegion(ByteString.EMPTY, ByteString.EMPTY, 1);
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(new Placement())
                    .addService(new Keys())
                    .addService(new Health())
                    .maxInboundMessageSize(64 << 20)
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Asked with the name of each request. */
    void faults(Function<String, Fault> next) {
        faults = next;
    }

    /** How often something was asked. */
    int asked(String name) {
        AtomicInteger count = asked.get(name);
        return count == null ? 0 : count.get();
    }

    synchronized long locks() {
        return versions.locks();
    }

    public synchronized void clear() {
        versions.clear();
    }

    /** Makes two regions of the one that has this key; the second begins with it. */
    synchronized void split(ByteString key) {
        Metapb.Region old = region(key);
        long version = old.getRegionEpoch().getVersion() + 1;
        ByteString end = old.getEndKey();
        regions.put(
                old.getStartKey(),
                old.toBuilder()
                        .setEndKey(key)
                        .setRegionEpoch(old.getRegionEpoch().toBuilder().setVersion(version))
                        .build());
        addRegion(key, end, version);
    }

    private void addRegion(ByteString from, ByteString to, long version) {
        long id = ++lastRegion;
        Metapb.Peer peer =
                Metapb.Peer.newBuilder().setId(100 + id).setStoreId(STORE).build();
        Metapb.Region region = Metapb.Region.newBuilder()
                .setId(id)
                .setStartKey(from)
                .setEndKey(to)
                .setRegionEpoch(Metapb.RegionEpoch.newBuilder().setConfVer(1).setVersion(version))
                .addPeers(peer)
                .build();
        regions.put(from, region);
    }

    private Metapb.Region region(ByteString key) {
        return regions.floorEntry(key).getValue();
    }

    /** As regions are told: their bounds are encoded so that their keys sort as in the files. */
    private static Metapb.Region told(Metapb.Region region) {
        return region.toBuilder()
                .setStartKey(encoded(region.getStartKey()))
                .setEndKey(encoded(region.getEndKey()))
                .build();
    }

    private static ByteString encoded(ByteString key) {
        if (key.isEmpty()) {
            return key;
        }
        CodecDataOutput out = new CodecDataOutput();
        BytesCodec.writeBytes(out, key.toByteArray());
        return out.toByteString();
    }

    private synchronized long timestamp() {
        lastTimestamp = Math.max(lastTimestamp + 1, System.currentTimeMillis() << COUNTER_BITS);
        return lastTimestamp;
    }

    private <A> void serve(String name, StreamObserver<A> caller, Supplier<A> work) {
        asked.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet();
        Fault fault = faults.apply(name);
        if (fault == Fault.REQUEST_LOST) {
            caller.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        A answer;
        synchronized (this) {
            answer = work.get();
        }
        if (fault == Fault.ANSWER_LOST) {
            caller.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }

    /** What is wrong with where a request was sent, or null. */
    private Errorpb.@Nullable Error moved(Kvrpcpb.Context context, Iterable<ByteString> keys) {
        for (ByteString key : keys) {
            Metapb.Region region = region(key);
            if (region.getId() != context.getRegionId()
                    || !region.getRegionEpoch().equals(context.getRegionEpoch())) {
                Errorpb.EpochNotMatch.Builder current = Errorpb.EpochNotMatch.newBuilder();
                regions.values().forEach(each -> current.addCurrentRegions(told(each)));
                return Errorpb.Error.newBuilder().setEpochNotMatch(current).build();
            }
        }
        return null;
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Placement extends PDGrpc.PDImplBase {

        private final Pdpb.ResponseHeader header =
                Pdpb.ResponseHeader.newBuilder().setClusterId(CLUSTER).build();

        @Override
        public void getMembers(Pdpb.GetMembersRequest request, StreamObserver<Pdpb.GetMembersResponse> caller) {
            Pdpb.Member member = Pdpb.Member.newBuilder()
                    .setMemberId(1)
                    .addClientUrls("http://" + address())
                    .build();
            serve(
                    "getMembers",
                    caller,
                    () -> Pdpb.GetMembersResponse.newBuilder()
                            .setHeader(header)
                            .addMembers(member)
                            .setLeader(member)
                            .build());
        }

        @Override
        public StreamObserver<Pdpb.TsoRequest> tso(StreamObserver<Pdpb.TsoResponse> caller) {
            return new StreamObserver<>() {
                @Override
                public void onNext(Pdpb.TsoRequest request) {
                    serve("tso", caller, () -> {
                        long given = timestamp();
                        return Pdpb.TsoResponse.newBuilder()
                                .setHeader(header)
                                .setCount(1)
                                .setTimestamp(Pdpb.Timestamp.newBuilder()
                                        .setPhysical(given >> COUNTER_BITS)
                                        .setLogical(given & ((1 << COUNTER_BITS) - 1)))
                                .build();
                    });
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            };
        }

        @Override
        public void getRegion(Pdpb.GetRegionRequest request, StreamObserver<Pdpb.GetRegionResponse> caller) {
            serve("getRegion", caller, () -> {
                ByteString key = ByteString.copyFrom(BytesCodec.readBytes(new CodecDataInput(request.getRegionKey())));
                Metapb.Region region = region(key);
                return Pdpb.GetRegionResponse.newBuilder()
                        .setHeader(header)
                        .setRegion(told(region))
                        .setLeader(region.getPeers(0))
                        .build();
            });
        }

        @Override
        public void getStore(Pdpb.GetStoreRequest request, StreamObserver<Pdpb.GetStoreResponse> caller) {
            serve(
                    "getStore",
                    caller,
                    () -> Pdpb.GetStoreResponse.newBuilder()
                            .setHeader(header)
                            .setStore(store())
                            .build());
        }

        @Override
        public void getAllStores(Pdpb.GetAllStoresRequest request, StreamObserver<Pdpb.GetAllStoresResponse> caller) {
            serve(
                    "getAllStores",
                    caller,
                    () -> Pdpb.GetAllStoresResponse.newBuilder()
                            .setHeader(header)
                            .addStores(store())
                            .build());
        }

        private Metapb.Store store() {
            return Metapb.Store.newBuilder()
                    .setId(STORE)
                    .setAddress(address())
                    .setVersion("7.5.0")
                    .setState(Metapb.StoreState.Up)
                    .build();
        }
    }

    private final class Keys extends TikvGrpc.TikvImplBase {

        @Override
        public void kvBatchGet(Kvrpcpb.BatchGetRequest request, StreamObserver<Kvrpcpb.BatchGetResponse> caller) {
            serve("get", caller, () -> {
                Kvrpcpb.BatchGetResponse.Builder answer = Kvrpcpb.BatchGetResponse.newBuilder();
                Errorpb.Error moved = moved(request.getContext(), request.getKeysList());
                if (moved != null) {
                    return answer.setRegionError(moved).build();
                }
                for (ByteString key : request.getKeysList()) {
                    KvPair pair = versions.get(key, request.getVersion());
                    if (pair != null) {
                        answer.addPairs(pair);
                    }
                }
                return answer.build();
            });
        }

        @Override
        public void kvScan(Kvrpcpb.ScanRequest request, StreamObserver<Kvrpcpb.ScanResponse> caller) {
            serve("scan", caller, () -> scanned(request));
        }

        private Kvrpcpb.ScanResponse scanned(Kvrpcpb.ScanRequest request) {
            boolean backwards = request.getReverse();
            ByteString from = backwards ? request.getEndKey() : request.getStartKey();
            ByteString to = backwards ? request.getStartKey() : request.getEndKey();
            Metapb.Region region = regions.values().stream()
                    .filter(each -> each.getId() == request.getContext().getRegionId())
                    .findFirst()
                    .orElseThrow();
            Errorpb.Error moved = moved(request.getContext(), List.of(region.getStartKey()));
            if (moved != null) {
                return Kvrpcpb.ScanResponse.newBuilder().setRegionError(moved).build();
            }
            ByteString first = Cluster.compare(from, region.getStartKey()) < 0 ? region.getStartKey() : from;
            boolean endsBefore = !region.getEndKey().isEmpty() && Cluster.compare(region.getEndKey(), to) < 0;
            ByteString last = endsBefore ? region.getEndKey() : to;
            if (Cluster.compare(first, last) >= 0) {
                throw new IllegalArgumentException("a walk that has nothing to do in its region");
            }
            return Kvrpcpb.ScanResponse.newBuilder()
                    .addAllPairs(versions.scan(first, last, backwards, request.getLimit(), request.getVersion()))
                    .build();
        }

        @Override
        public void kvPrewrite(Kvrpcpb.PrewriteRequest request, StreamObserver<Kvrpcpb.PrewriteResponse> caller) {
            serve("prewrite", caller, () -> {
                Kvrpcpb.PrewriteResponse.Builder answer = Kvrpcpb.PrewriteResponse.newBuilder();
                Errorpb.Error moved = moved(
                        request.getContext(),
                        request.getMutationsList().stream()
                                .map(Kvrpcpb.Mutation::getKey)
                                .toList());
                return moved == null
                        ? answer.addAllErrors(versions.prewrite(request)).build()
                        : answer.setRegionError(moved).build();
            });
        }

        @Override
        public void kvCommit(Kvrpcpb.CommitRequest request, StreamObserver<Kvrpcpb.CommitResponse> caller) {
            serve("commit", caller, () -> {
                Kvrpcpb.CommitResponse.Builder answer = Kvrpcpb.CommitResponse.newBuilder();
                Errorpb.Error moved = moved(request.getContext(), request.getKeysList());
                if (moved != null) {
                    return answer.setRegionError(moved).build();
                }
                KeyError error =
                        versions.commit(request.getKeysList(), request.getStartVersion(), request.getCommitVersion());
                return error == null ? answer.build() : answer.setError(error).build();
            });
        }

        @Override
        public void kvCheckTxnStatus(
                Kvrpcpb.CheckTxnStatusRequest request, StreamObserver<Kvrpcpb.CheckTxnStatusResponse> caller) {
            serve("check", caller, () -> {
                Errorpb.Error moved = moved(request.getContext(), List.of(request.getPrimaryKey()));
                return moved == null
                        ? versions.check(request)
                        : Kvrpcpb.CheckTxnStatusResponse.newBuilder()
                                .setRegionError(moved)
                                .build();
            });
        }

        @Override
        public void kvResolveLock(
                Kvrpcpb.ResolveLockRequest request, StreamObserver<Kvrpcpb.ResolveLockResponse> caller) {
            serve("resolve", caller, () -> {
                versions.resolve(request.getKeysList(), request.getStartVersion(), request.getCommitVersion());
                return Kvrpcpb.ResolveLockResponse.getDefaultInstance();
            });
        }
    }

    private static final class Health extends HealthGrpc.HealthImplBase {

        @Override
        public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> caller) {
            caller.onNext(HealthCheckResponse.newBuilder()
                    .setStatus(HealthCheckResponse.ServingStatus.SERVING)
                    .build());
            caller.onCompleted();
        }
    }
}
