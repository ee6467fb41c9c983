package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ankurah.graphql.PersistedDocuments.Mode;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which document runs when a client names one by its digest, or may send none but registered ones. */
class PersistedDocumentsTest {

    private static final String REGISTERED = "query Known {\n  albums { totalCount }\n}\n";
    private static final String OTHER = "{ artists { totalCount } }";

    private static PersistedDocuments documents(Mode mode) {
        return new PersistedDocuments(mode, List.of(REGISTERED));
    }

    private static Map<String, Object> named(String digest) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", digest));
    }

    private static Map<String, Object> nameOf(String text) {
        return named(PersistedDocuments.digest(text));
    }

    @Test
    void textsThatComeWithTheirDigestAreLearned() {
        PersistedDocuments documents = documents(Mode.AUTOMATIC);

        assertCode(() -> documents.resolve(null, nameOf(OTHER)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
        assertThat(documents.resolve(OTHER, nameOf(OTHER))).isEqualTo(OTHER);
        assertThat(documents.resolve(null, nameOf(OTHER))).isEqualTo(OTHER);
        assertThat(documents.resolve(
                        null, named(PersistedDocuments.digest(OTHER).toUpperCase(Locale.ROOT))))
                .isEqualTo(OTHER);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTOMATIC", "ALLOW_LIST"})
    void registeredOnesAreKnownFromTheStart(Mode mode) {
        assertThat(documents(mode).resolve(null, nameOf(REGISTERED))).isEqualTo(REGISTERED);
    }

    @Test
    void offMeansTextsOnly() {
        assertCode(
                () -> documents(Mode.OFF).resolve(null, nameOf(REGISTERED)), ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED);
        assertThat(documents(Mode.OFF).resolve(OTHER, named("no digest"))).isEqualTo(OTHER);
    }

    @Test
    void theAllowListTakesRegisteredTextsHoweverTheyAreLaidOut() {
        PersistedDocuments documents = documents(Mode.ALLOW_LIST);
        String laidOut = REGISTERED.replaceAll("\\s+", " ") + "# the same";

        assertThat(documents.resolve(laidOut, nameOf(laidOut))).isEqualTo(laidOut);
        assertThat(documents.resolve(null, nameOf(laidOut))).isEqualTo(laidOut);
    }

    @Test
    void theAllowListRefusesAllOthersAndSaysWhatToDo() {
        PersistedDocuments documents = documents(Mode.ALLOW_LIST);

        assertThatThrownBy(() -> documents.resolve(OTHER, Map.of()))
                .hasMessageContaining(PersistedDocuments.digest(OTHER))
                .hasMessageContaining("operations");
        assertCode(() -> documents.resolve(OTHER, nameOf(OTHER)), ErrorCode.FORBIDDEN);
        assertCode(() -> documents.resolve(null, nameOf(OTHER)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
        assertCode(() -> documents.resolve(REGISTERED + OTHER, Map.of()), ErrorCode.FORBIDDEN);
    }

    @Test
    void aTextUnderTheDigestOfAnotherIsNotLearned() {
        PersistedDocuments documents = documents(Mode.AUTOMATIC);

        assertCode(() -> documents.resolve("{ __typename }", nameOf(OTHER)), ErrorCode.BAD_QUERY);
        assertCode(() -> documents.resolve(null, nameOf(OTHER)), ErrorCode.PERSISTED_QUERY_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "../../etc/passwd", "zz"})
    void whatIsNoDigestIsAnError(String digest) {
        assertCode(() -> documents(Mode.AUTOMATIC).resolve(null, named(digest)), ErrorCode.BAD_QUERY);
    }

    @ParameterizedTest
    @CsvSource({"2", "0", "1.5e3"})
    void otherVersionsAreAnError(double version) {
        Map<String, Object> later = Map.of("persistedQuery", Map.of("version", version, "sha256Hash", "x"));

        assertCode(() -> documents(Mode.AUTOMATIC).resolve(null, later), ErrorCode.BAD_QUERY);
        assertCode(() -> documents(Mode.AUTOMATIC).resolve(null, Map.of("persistedQuery", 7)), ErrorCode.BAD_QUERY);
    }

    @Test
    void theOldestAreForgottenWhenThereAreTooMany() {
        DocumentCache cache = new DocumentCache(100);
        cache.put("a", "x".repeat(49));
        cache.put("b", "x".repeat(49));
        assertThat(cache.get("a")).isNotNull();

        cache.put("c", "x".repeat(49));

        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("a")).isNotNull();
        assertThat(cache.get("c")).isNotNull();
        cache.put("d", "x".repeat(200));
        assertThat(cache.get("d")).isNull();
    }

    private static void assertCode(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AnkurahException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
