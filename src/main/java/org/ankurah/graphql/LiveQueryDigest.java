package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.ankurah.node.JvmDigest;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;

/**
 * Tells live queries apart. A live query's cursors carry its digest, since a position alone does not say what was
 * delivered up to there: a client that resumes holds what its own live query sent, with the fields that it had
 * selected, and only behind that do net changes make sense.
 *
 * <p>Whatever decides what the payloads of a live query hold goes into the digest: which entities, in which order
 * and window or by which groups, what of them may be seen, and what is selected. Two that hold the same may have different digests; then one starts over
 * that could have gone on.
 */
final class LiveQueryDigest {

    /** 96 bits: two live queries that one client mixes up have the same digest with no measurable chance. */
    private static final int BYTES = 12;

    private static final JvmDigest DIGEST = new JvmDigest();

    private LiveQueryDigest() {}

    /** @param selected the text of what the client selects of the payloads, by {@link SelectedText} */
    static String of(Selection selection, String selected) {
        return digest(parts(selection, selected));
    }

    /**
     * That of a live aggregate. Its keys make one part more than a live query of entities has, so the two never meet.
     *
     * @param selected as above
     */
    static String of(Aggregation aggregation, String selected) {
        List<Json> parts = new ArrayList<>(parts(aggregation.selection(), selected));
        parts.add(new Json.Arr(aggregation.keys().stream()
                .<Json>map(key -> new Json.Str(key.property()))
                .toList()));
        return digest(parts);
    }

    /**
     * Tells apart how payloads look that hold the same: of equal digests the bytes are equal as well.
     *
     * @param query the digest of the live query
     * @param field the operation's root field
     */
    static String ofForm(String query, DataFetchingEnvironment field) {
        return digest(List.of(
                new Json.Str(query),
                new Json.Str(field.getMergedField().getResultKey()),
                new Json.Str(SelectedText.ofForm(field.getSelectionSet()))));
    }

    private static List<Json> parts(Selection selection, String selected) {
        return List.of(
                new Json.Str(selection.model().collection()),
                new Json.Str(SelectionText.write(selection.normal())),
                new Json.Str(SelectionText.write(selection.sight())),
                new Json.Str(selected));
    }

    private static String digest(List<Json> parts) {
        byte[] digest = DIGEST.sha256(JsonText.write(new Json.Arr(parts)).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    }
}
