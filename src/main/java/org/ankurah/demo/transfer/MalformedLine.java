package org.ankurah.demo.transfer;

/** A line that cannot be read as an entity. */
final class MalformedLine extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    MalformedLine(int line, int column, String message) {
        super(message);
        this.problem = new Problem(line, column, message);
    }

    Problem problem() {
        return problem;
    }
}
