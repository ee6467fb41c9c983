package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCheckTest {

    private static final StoreSchema SCHEMA = MusicSchema.schema();

    @TempDir
    Path directory;

    @Test
    void wellFormedFileIsAccepted() throws Exception {
        Path file = file(
                "\uFEFF{\"collection\":\"artist\",\"key\":\"1\",\"values\":{\"name\":\"AC/DC\"}}\r\n",
                "\n",
                "{\"collection\":\"album\",\"key\":\"1\",\"values\":{\"title\":\"😀\",\"tags\":[\"a\"],\"price\":0.99},"
                        + "\"refs\":{\"artist\":\"1\",\"guests\":[\"1\",\"1\"]}}");

        KeyTable keys = FileCheck.check(SCHEMA, file);

        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.get("album", "1").line).isEqualTo(3);
    }

    @Test
    void fileThatEndsInTheMiddleOfALineIsRefused() throws Exception {
        Path file = file(artist("1"), "{\"collection\":\"artist\",\"key\":\"2\",\"val");

        assertRefused(file, "line 2, column 37: the file ends in the middle of this line");
    }

    @Test
    void malformedLineIsNamedWithItsColumnAndTheOthersAreStillChecked() throws Exception {
        Path file = file(artist("1"), "{\"collection\":\"artist\", key}\n", "[1]\n", artist("1"));

        assertRefused(file, "line 2, column 25: the line is no JSON");
        assertRefused(file, "line 3, column 1: the line is no JSON object");
        assertRefused(file, "line 4: the key \"1\" of artist was used in line 1");
    }

    @Test
    void invalidUtf8IsNamedWithItsPlace() throws Exception {
        Path file = directory.resolve("latin1.ndjson");
        Files.writeString(
                file,
                "{\"collection\":\"artist\",\"key\":\"é\",\"values\":{\"name\":\"x\"}}\n",
                StandardCharsets.ISO_8859_1);

        assertRefused(file, "line 1, column 31: the text is not valid UTF-8");
    }

    @Test
    void danglingReferenceIsRefusedWhereverItStands() throws Exception {
        Path file = file(album("1", "\"artist\":\"2\""), artist("1"), album("2", "\"guests\":[\"1\",\"3\"]"));

        assertRefused(file, "line 1: album.artist names the artist \"2\", which is nowhere in the file");
        assertRefused(file, "line 3: album.guests names the artist \"3\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"collection":"artits","key":"1"}                                       | there is no collection "artits"; did you mean "artist"?
            {"collection":"artist","key":"1","values":{"nam":"x","name":"y"}}       | artist has no property "nam"; did you mean "name"?
            {"collection":"artist","key":"1"}                                       | artist.name is required
            {"collection":"artist","key":"1","values":{"name":null}}                | artist.name: must not be null
            {"collection":"artist","key":"1","values":{"name":1}}                   | artist.name: expected text
            {"collection":"artist","key":"1","values":{"name":"\\u0000"}}           | artist.name: text cannot hold the character U+0000
            {"collection":"artist","key":"1","values":{"name":"\\ud800x"}}          | artist.name: text cannot hold the character U+0000 or half of a surrogate pair
            {"collection":"artist","key":"1","value":{}}                            | "value" is no member of a line; did you mean "values"?
            {"collection":"artist","key":1}                                         | "key" must be a text that is not empty
            {"key":"1"}                                                             | "collection" is missing
            {"collection":"artist","key":"1","key":"2"}                             | Duplicate field 'key'
            {"collection":"album","key":"1","values":{"title":"x","year":1e400000000}} | album.year: expected a whole number from -2147483648
            {"collection":"album","key":"1","values":{"title":"x","year":1.5}}      | album.year: expected a whole number
            {"collection":"album","key":"1","values":{"title":"x","plays":9223372036854775808}} | album.plays: expected a whole number
            {"collection":"album","key":"1","values":{"title":"x","format":"Cd"}}   | album.format: expected one of LP, CD
            {"collection":"album","key":"1","values":{"title":"x","tags":"a"}}      | album.tags: expected a list
            {"collection":"album","key":"1","values":{"title":"x","released":"1959-13-01"}} | album.released: expected a day
            {"collection":"album","key":"1","values":{"title":"x","price":"1,5"}}   | album.price: expected a decimal
            {"collection":"album","key":"1","values":{"title":"x","artist":"1"}}    | album.artist: it is a reference
            {"collection":"album","key":"1","values":{},"refs":{"title":"1"}}       | album.title: it is no reference
            {"collection":"album","key":"1","values":{"title":"x"},"refs":{"artist":["1"]}} | album.artist must be one key
            {"collection":"album","key":"1","values":{"title":"x"},"refs":{"guests":"1"}} | album.guests must be a list of keys
            {"collection":"album","key":"1","values":{"title":"x"},"refs":{"artist":1}} | "refs.artist" must be a key
            """)
    void badLineIsRefusedWithItsReason(String line, String reason) throws Exception {
        assertRefused(file(line + "\n"), reason);
    }

    @Test
    void onlyTheFirstProblemsAreListed() throws Exception {
        Path file = file("x\n".repeat(100));

        assertRefused(file, "and 80 more");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> FileCheck.check(SCHEMA, file))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("nothing was written")
                .hasMessageContaining(reason);
    }

    private static String artist(String key) {
        return "{\"collection\":\"artist\",\"key\":\"" + key + "\",\"values\":{\"name\":\"x\"}}\n";
    }

    private static String album(String key, String refs) {
        return "{\"collection\":\"album\",\"key\":\"" + key + "\",\"values\":{\"title\":\"x\"},\"refs\":{" + refs
                + "}}\n";
    }

    private Path file(String... parts) throws IOException {
        return Files.writeString(directory.resolve("store.ndjson"), String.join("", parts));
    }
}
