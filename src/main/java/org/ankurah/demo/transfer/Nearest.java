package org.ankurah.demo.transfer;

import java.util.Collection;
import java.util.Locale;

/** Finds the known name that an unknown one was probably meant to be. */
final class Nearest {

    private Nearest() {}

    /** Text to append to an error: a suggestion, or nothing when no known name is near. */
    static String suggestion(String name, Collection<String> known) {
        String best = "";
        // At most two typing errors, or one in three characters; but something must be right.
        int bestDistance = Math.min(name.length(), Math.max(2, name.length() / 3) + 1);
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "; did you mean \"" + best + "\"?";
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
