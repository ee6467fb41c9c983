package org.ankurah.remote;

/** How a connection to a server stands. */
public enum RemoteState {
    /** It is being made. */
    CONNECTING,
    /** The server has let the node in, and tells it what it asks for. */
    IN_TOUCH,
    /** It is lost or could not be made, and is tried again soon. */
    WAITING,
    /** It was closed, or trying again could not help. */
    ENDED
}
