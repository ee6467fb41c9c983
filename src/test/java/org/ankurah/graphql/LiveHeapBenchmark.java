package org.ankurah.graphql;

import graphql.GraphQLError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.graphql.GraphqlRequest.Transport;

/** Measures the heap that idle live queries with different filters take, besides their sockets. */
final class LiveHeapBenchmark {

    private static final int QUERIES = 20_000;

    private static final String DOCUMENT = "subscription($n: String!) { albums(where: {title: {eq: $n}}) "
            + "{ cursor reset changes { kind id index album { id title year } } } }";

    private LiveHeapBenchmark() {}

    /** A client that takes everything and keeps nothing. */
    private record Nowhere() implements Outlet {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void next(byte[] result) {}

        @Override
        public void flush() {}

        @Override
        public void error(List<GraphQLError> errors) {
            throw new AssertionError(errors);
        }

        @Override
        public void complete() {}
    }

    public static void main(String[] arguments) {
        Api api = new Api();
        Admission admission = new Admission(new TransportLimits(
                QUERIES,
                QUERIES,
                QUERIES,
                QUERIES,
                QUERIES,
                QUERIES,
                QUERIES,
                TransportLimits.Patience.DEFAULT,
                false));
        List<OperationRun> runs = new ArrayList<>(QUERIES);
        runs.add(start(api, admission, "warm up"));
        long before = used();
        for (int i = 0; i < QUERIES - 1; i++) {
            runs.add(start(api, admission, "g" + i));
        }
        long after = used();
        System.out.printf("%d idle live queries: %d bytes each%n", runs.size(), (after - before) / (QUERIES - 1));
    }

    private static OperationRun start(Api api, Admission admission, String title) {
        GraphqlRequest request =
                new GraphqlRequest(Transport.WEB_SOCKET, DOCUMENT, null, Map.of("n", title), null, Caller.ANONYMOUS);
        return OperationRun.start(api.requests(), Runnable::run, admission, request, new Nowhere());
    }

    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
