package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class StartFailuresTest {

    @Model
    record Broken(List<List<String>> nested) {}

    @Test
    void whatOurCodeSaidIsFoundUnderTheWrappings() {
        Throwable ours = Assertions.catchThrowable(() -> RecordModels.read(List.of(Broken.class)));

        String reason = StartFailures.reason(foreign(new RuntimeException("Failed to start", ours)));

        assertThat(reason).contains("Broken.nested", "List");
    }

    /** As if it had been thrown by somebody else. */
    private static Throwable foreign(Throwable wrapping) {
        wrapping.setStackTrace(new StackTraceElement[0]);
        return wrapping;
    }

    @Test
    void anAddressThatIsNoneIsNamedByItsSetting() {
        Throwable refused = Assertions.catchThrowable(() -> PgConnectOptions.fromUri("jdbc:postgresql://a:secret@b/c"));

        assertThat(StartFailures.reason(foreign(new RuntimeException("Failed to start", refused))))
                .contains("quarkus.datasource.reactive.url")
                .doesNotContain("secret");
    }

    @Test
    void faultsOfOthersAreLeftAlone() {
        Throwable foreign = Assertions.catchThrowable(() -> List.of().get(0));

        assertThat(StartFailures.reason(foreign)).isNull();
        assertThat(StartFailures.reason(null)).isNull();
    }
}
