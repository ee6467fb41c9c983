package org.ankurah.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;

/**
 * Gives back the memory that starting took, once the server has started. Reading the models and building the schema
 * leave a heap several times as large as what is in it, and a server that nobody uses yet would never collect it.
 * How a JVM sizes its heap could be said when it is started, but servers are started with {@code java -jar}; so it
 * is said here, for one collection.
 */
@Singleton
public class StartGarbage {

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    /** Per cent of the heap. */
    private static final String LITTLE = "10";

    private static final String SOME = "30";

    void collect(@ObservesAsync HttpServerStart start) {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        // Other JVMs have ways of their own.
        if (jvm != null) {
            collect(jvm);
        }
    }

    private static void collect(HotSpotDiagnosticMXBean jvm) {
        String least = jvm.getVMOption(LEAST_FREE).getValue();
        String most = jvm.getVMOption(MOST_FREE).getValue();
        jvm.setVMOption(LEAST_FREE, LITTLE);
        jvm.setVMOption(MOST_FREE, SOME);
        try {
            System.gc();
        } finally {
            jvm.setVMOption(MOST_FREE, most);
            jvm.setVMOption(LEAST_FREE, least);
        }
    }
}
