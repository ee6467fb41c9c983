package org.ankurah.demo.transfer;

/**
 * One thing that is wrong with a line of a file.
 *
 * @param line number of the line, from 1
 * @param column the place in the line, from 1; 0 where the whole line is meant
 * @param message text for people
 */
record Problem(int line, int column, String message) {

    @Override
    public String toString() {
        return column > 0 ? "line " + line + ", column " + column + ": " + message : "line " + line + ": " + message;
    }
}
