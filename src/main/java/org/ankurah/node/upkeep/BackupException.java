package org.ankurah.node.upkeep;

import org.jspecify.annotations.Nullable;

/** A backup cannot be made or restored. The message is for the person at the terminal: what is wrong, and what to do. */
public final class BackupException extends Exception {

    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(message);
    }

    BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
