package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The edits that turn one text into another, by words: what was replaced as a whole is edited as a whole, and what
 * stayed is not touched. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), upon words.
 */
public final class WordDiff {

    /** With more differences than these, the rest between the first and the last of them is replaced as a whole. */
    private static final int MAX_DIFFERENCES = 500;

    private final List<String> before;
    private final List<String> after;

    private WordDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** The edits in ascending order, by places in the text before. Takes time in the order of the texts' lengths. */
    public static List<TextSplice> between(String before, String after) {
        int start = commonStart(before, after);
        int end = commonEnd(before, after, start);
        WordDiff diff = new WordDiff(
                words(before.substring(start, before.length() - end)),
                words(after.substring(start, after.length() - end)));
        return diff.splices(start);
    }

    /** Only whole words count as common, or both texts end there. */
    private static int commonStart(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int length = 0;
        while (length < most && before.charAt(length) == after.charAt(length)) {
            length++;
        }
        while (length > 0 && !(isBoundary(before, length) && isBoundary(after, length))) {
            length--;
        }
        return length;
    }

    private static int commonEnd(String before, String after, int start) {
        int most = Math.min(before.length(), after.length()) - start;
        int length = 0;
        while (length < most
                && before.charAt(before.length() - 1 - length) == after.charAt(after.length() - 1 - length)) {
            length++;
        }
        while (length > 0
                && !(isBoundary(before, before.length() - length) && isBoundary(after, after.length() - length))) {
            length--;
        }
        return length;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (isBoundary(text, at)) {
                words.add(text.substring(start, at));
                start = at;
            }
        }
        return words;
    }

    /** Words are runs of letters and digits; everything else is a word of its own. Pairs of surrogates stay whole. */
    private static boolean isBoundary(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        char left = text.charAt(at - 1);
        char right = text.charAt(at);
        if (Character.isHighSurrogate(left) && Character.isLowSurrogate(right)) {
            return false;
        }
        return !Character.isLetterOrDigit(left) || !Character.isLetterOrDigit(right);
    }

    private List<TextSplice> splices(int offset) {
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        List<int[]> kept = kept();
        List<TextSplice> splices = new ArrayList<>();
        int at = offset;
        int b = 0;
        int a = 0;
        for (int[] pair : kept) {
            at = add(splices, at, b, pair[0], a, pair[1]) + before.get(pair[0]).length();
            b = pair[0] + 1;
            a = pair[1] + 1;
        }
        add(splices, at, b, before.size(), a, after.size());
        return splices;
    }

    /** Adds the edit for words that have no counterpart. Returns the place behind them. */
    private int add(List<TextSplice> splices, int at, int fromBefore, int toBefore, int fromAfter, int toAfter) {
        int deleted = 0;
        for (String word : before.subList(fromBefore, toBefore)) {
            deleted += word.length();
        }
        String inserted = String.join("", after.subList(fromAfter, toAfter));
        if (deleted > 0 || !inserted.isEmpty()) {
            splices.add(new TextSplice(at, deleted, inserted));
        }
        return at + deleted;
    }

    /** The pairs of words that stay, ascending; none if there are too many differences. */
    private List<int[]> kept() {
        int most = Math.min(MAX_DIFFERENCES, before.size() + after.size());
        int[] reach = new int[2 * most + 3];
        List<int[]> traces = new ArrayList<>();
        for (int differences = 0; differences <= most; differences++) {
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
                int place = diagonal + most + 1;
                boolean down =
                        diagonal == -differences || (diagonal != differences && reach[place - 1] < reach[place + 1]);
                int b = down ? reach[place + 1] : reach[place - 1] + 1;
                int a = b - diagonal;
                while (b < before.size() && a < after.size() && before.get(b).equals(after.get(a))) {
                    b++;
                    a++;
                }
                reach[place] = b;
                if (b >= before.size() && a >= after.size()) {
                    return walkBack(traces, most, differences);
                }
            }
            traces.add(reach.clone());
        }
        return List.of();
    }

    private List<int[]> walkBack(List<int[]> traces, int most, int differences) {
        List<int[]> kept = new ArrayList<>();
        int b = before.size();
        int a = after.size();
        for (int d = differences; d > 0; d--) {
            int[] reach = traces.get(d - 1);
            int diagonal = b - a;
            int place = diagonal + most + 1;
            boolean down = diagonal == -d || (diagonal != d && reach[place - 1] < reach[place + 1]);
            int nextB = down ? reach[place + 1] : reach[place - 1] + 1;
            int startB = nextB;
            while (b > startB) {
                b--;
                a--;
                kept.add(new int[] {b, a});
            }
            if (down) {
                a--;
            } else {
                b--;
            }
        }
        while (b > 0 && a > 0) {
            b--;
            a--;
            kept.add(new int[] {b, a});
        }
        Collections.reverse(kept);
        return kept;
    }
}
