package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.junit.jupiter.api.Test;

/** What callers are told of failures of the database and of the pool. */
class FailuresTest {

    @Test
    void fullDiskIsNamed() {
        AnkurahException told = told(new PgException("No space left on device", "ERROR", "53100", ""));

        assertThat(told.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(told).hasMessageContaining("disk").hasMessageContaining("room");
    }

    @Test
    void poolsThatGiveNoConnectionAreOutages() {
        assertThat(told(new ConnectionPoolTooBusyException("Connection pool reached max wait queue size of 5"))
                        .code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(told(new IllegalStateException("Timeout")).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void whatNobodyForesawIsAFault() {
        assertThat(told(new IllegalStateException("no idea")).code()).isEqualTo(ErrorCode.INTERNAL);
    }

    private static AnkurahException told(Throwable failure) {
        return (AnkurahException) new Failures().visible(new RuntimeException(failure));
    }
}
