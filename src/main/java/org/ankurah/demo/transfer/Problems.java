package org.ankurah.demo.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file: the first problems in full, the others counted. */
final class Problems {

    /** More than this nobody reads at once; correcting these usually corrects the rest. */
    private static final int MAX_SHOWN = 20;

    private final List<Problem> shown = new ArrayList<>();
    private long count;

    void add(Problem problem) {
        count++;
        if (shown.size() < MAX_SHOWN) {
            shown.add(problem);
        }
    }

    void add(int line, String message) {
        add(new Problem(line, 0, message));
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Refuses the file when there is any problem. */
    void throwIfAny(Path file) throws TransferException {
        if (isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(file + " cannot be imported; nothing was written.");
        shown.forEach(problem -> text.append("\n  ").append(problem));
        if (count > shown.size()) {
            text.append("\n  and ").append(count - shown.size()).append(" more");
        }
        throw new TransferException(text.toString());
    }
}
