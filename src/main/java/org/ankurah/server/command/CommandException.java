package org.ankurah.server.command;

import org.jspecify.annotations.Nullable;

/** A command cannot go on. The message is for the person at the terminal: what is wrong, and what to do. */
public class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    public CommandException(@Nullable String message) {
        super(message);
    }

    public CommandException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
