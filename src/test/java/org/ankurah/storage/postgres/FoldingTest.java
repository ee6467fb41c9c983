package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.query.LikePattern;
import org.junit.jupiter.api.Test;

/** SQL and the evaluator fold case alike. */
class FoldingTest {

    @Test
    void everyCodePointFoldsAsInJava() {
        Map<Integer, String> folded = new HashMap<>();
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            String collation = under.factory()
                    .openStatelessSession()
                    .chain(session -> Folding.choose(session).eventually(session::close))
                    .await()
                    .indefinitely();
            String fold = "lower(upper(chr(n) COLLATE " + collation + "))";
            under.query("SELECT n || ' ' || " + fold + " FROM generate_series(1, 1114111) AS n"
                            + " WHERE n NOT BETWEEN 55296 AND 57343 AND " + fold + " <> chr(n)")
                    .forEach(row -> folded.put(
                            Integer.parseInt(row.substring(0, row.indexOf(' '))), row.substring(row.indexOf(' ') + 1)));
        }

        List<String> different = new ArrayList<>();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            String java = Character.toString(LikePattern.fold(c));
            String sql = folded.getOrDefault(c, Character.toString(c));
            // The database may know letters that are newer than this Java.
            if (Character.isDefined(c) && !sql.equals(java) && isKnown(sql)) {
                different.add(Integer.toHexString(c) + " " + sql + " " + java);
            }
        }
        assertThat(different).isEmpty();
    }

    private static boolean isKnown(String text) {
        return text.codePoints().allMatch(Character::isDefined);
    }
}
