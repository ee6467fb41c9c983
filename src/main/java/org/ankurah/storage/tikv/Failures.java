package org.ankurah.storage.tikv;

import java.util.function.Supplier;
import org.ankurah.value.AnkurahException;
import org.tikv.common.exception.TiKVException;
import org.tikv.shade.io.grpc.StatusRuntimeException;

/** Tells of the failures of TiKV's client in our words. What it fails with is mostly the network, so trying again may help. */
final class Failures {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    /** What is told of reads. */
    static final String SILENT = "TiKV does not answer. Try again in a moment.";

    private Failures() {}

    /** @param message what is told if it fails */
    static <T> T told(String message, Supplier<T> work) {
        try {
            return work.get();
        } catch (TiKVException | StatusRuntimeException failure) {
            throw unavailable(failure, message);
        }
    }

    static AnkurahException unavailable(RuntimeException cause, String message) {
        LOG.log(System.Logger.Level.DEBUG, message, cause);
        return AnkurahException.unavailable(message);
    }
}
