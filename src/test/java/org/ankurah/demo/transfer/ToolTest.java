package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | Which file?
            a b                    | One file at a time, please: b
            a --ulr x              | Unknown option --ulr; did you mean "--url"?
            a --batch              | --batch needs a value.
            a --batch 0            | --batch must be a number from 1 to 1000, not 0
            a --url ftp://x        | --url must be like http://localhost:8080/graphql, not ftp://x
            """)
    void argumentsThatMakeNoSenseEndWithTwoAndTheUsage(String arguments, String message) {
        int code = ImportCommand.run(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")), System.out, err);

        assertThat(code).isEqualTo(2);
        assertThat(text()).startsWith(message).contains("Usage: import FILE");
    }

    @Test
    void argumentsAreRead() {
        Arguments arguments = Arguments.parse(List.of("--batch=7", "x.ndjson"), Set.of("--batch"));

        assertThat(arguments.file()).isEqualTo(Path.of("x.ndjson"));
        assertThat(arguments.batch()).isEqualTo(7);
        assertThat(arguments.url()).hasToString("http://localhost:8080/graphql");
    }

    @Test
    void serverThatIsNotThereIsNamed(@TempDir Path directory) {
        String file = directory.resolve("x.ndjson").toString();
        int code = ExportCommand.run(List.of(file, "--url", "http://localhost:1/graphql"), System.out, err);

        assertThat(code).isEqualTo(1);
        assertThat(text()).contains("No answer from http://localhost:1/graphql").contains("Is the server running?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing.ndjson         | There is no file
            .                      | is a directory
            """)
    void aFileThatCannotBeReadIsToldBeforeTheServerIsAsked(String name, String message, @TempDir Path directory) {
        String file = directory.resolve(name).toString();
        int code = ImportCommand.run(List.of(file, "--url", "http://localhost:1/graphql"), System.out, err);

        assertThat(code).isEqualTo(1);
        assertThat(text()).contains(message).doesNotContain("No answer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            album                  | Name a collection and an id
            album 1 2              | Name a collection and an id
            {album} 1              | Name a collection and an id
            album 1 --yess         | Unknown option --yess; did you mean "--yes"?
            album 1 --url          | --url needs a value.
            """)
    void aPurgeIsTwoNames(String arguments, String message) {
        int code = PurgeCommand.run(List.of(arguments.split(" ")), "key", question -> true, System.out, err);

        assertThat(code).isEqualTo(2);
        assertThat(text()).startsWith(message).contains("Usage: purge COLLECTION ID");
    }

    @Test
    void aPurgeNeedsTheKeyAndAYes() {
        List<String> arguments = List.of("mediaType", "1", "--url=http://localhost:1/graphql");
        assertThat(PurgeCommand.run(arguments, null, question -> true, System.out, err))
                .isEqualTo(2);
        assertThat(text()).contains("ANKURAH_ADMIN_KEY");
        assertThat(PurgeCommand.run(arguments, "key", question -> false, System.out, err))
                .isEqualTo(1);
        assertThat(text()).contains("Nothing was done");
        assertThat(PurgeCommand.run(arguments, "key", question -> true, System.out, err))
                .isEqualTo(1);
        assertThat(text()).contains("No answer from http://localhost:1/graphql");
        assertThat(PurgeArguments.parse(arguments).document()).contains("purgeMediaType(id: $id)");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
