package org.ankurah.demo.transfer;

import org.ankurah.server.command.CommandException;
import org.jspecify.annotations.Nullable;

/** An import or export cannot go on. The message is for the person at the terminal: what is wrong, and what to do. */
public final class TransferException extends CommandException {

    private static final long serialVersionUID = 1L;

    public TransferException(String message) {
        super(message);
    }

    public TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
