package org.ankurah.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server that is measured, and what its clients say to it. */
interface Subject {

    /** What the name of each created track begins with, and nothing else of what a server sends. */
    char MARK = '~';

    String name();

    /** Its process. */
    long pid();

    InetSocketAddress address();

    /** Creates an album that no live query asks for. */
    Post album(int number);

    /** Creates a track whose name is the {@link #MARK} and the number. */
    Post track(int number, String composer);

    /** Where its WebSocket is. */
    String socketPath();

    /** The payload that subscribes to the tracks of a composer, as JSON. */
    String liveTracks(String composer);

    /** Bytes that its heap holds after a collection of garbage. */
    long heapBytes() throws IOException, InterruptedException;

    /**
     * A request.
     *
     * @param body JSON
     */
    record Post(String path, String body) {}
}
