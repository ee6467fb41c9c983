package org.ankurah.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ankurah.faults.PgFrames.Frame;

/**
 * Stands between a connection pool and PostgreSQL, and passes on message by message what a gate lets through: all of
 * it, or a part before the connection is cut.
 */
final class CutProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();
    private volatile int target;
    private volatile Gate gate = Gate.OPEN;

    /** Which way a message goes. */
    enum Way {
        TO_SERVER,
        TO_CLIENT
    }

    /** Decides on each message. Messages of one connection come one at a time and way; both ways may come at once. */
    interface Gate {
        Gate OPEN = (link, way, frame) -> Passage.WHOLE;

        /** @param link counts the connections */
        Passage pass(long link, Way way, Frame frame);
    }

    /** What becomes of a message. */
    sealed interface Passage {
        Passage WHOLE = new Whole();

        /** It is passed on. */
        record Whole() implements Passage {}

        /** So many of its bytes are passed on, then the connection is cut. */
        record Cut(int bytes) implements Passage {}

        /** It vanishes, and all later ones, though both sides stay connected: what a cable that is pulled does. */
        record Lost() implements Passage {}
    }

    /** @param target the port of this machine that connections lead to */
    CutProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** New connections lead there from now on. */
    void target(int port) {
        target = port;
    }

    void gate(Gate next) {
        gate = next;
    }

    /** Cuts all connections. */
    void cutAll() {
        links.forEach(Link::cut);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket();
                Link link = new Link(count.incrementAndGet(), client, server);
                links.add(link);
                daemon("to server " + link.number, link::connect);
            } catch (IOException closed) {
                // Either the proxy was closed, or the client left at once.
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "cut-proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection through the proxy. */
    private final class Link {

        private final long number;
        private final Socket client;
        private final Socket server;
        private volatile boolean lost;

        Link(long number, Socket client, Socket server) {
            this.number = number;
            this.client = client;
            this.server = server;
        }

        void connect() {
            try {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
            } catch (IOException refused) {
                cut();
                return;
            }
            daemon("to client " + number, () -> pump(Way.TO_CLIENT, server, client));
            pump(Way.TO_SERVER, client, server);
        }

        private void pump(Way way, Socket from, Socket to) {
            try (from;
                    to) {
                PgFrames frames = new PgFrames(new BufferedInputStream(from.getInputStream()), way == Way.TO_SERVER);
                OutputStream out = to.getOutputStream();
                for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                    if (!passOn(gate.pass(number, way, frame), frame, out)) {
                        break;
                    }
                }
            } catch (IOException cut) {
                // The other direction, one of the ends or the gate has cut the connection.
            } finally {
                cut();
            }
        }

        private boolean passOn(Passage passage, Frame frame, OutputStream out) throws IOException {
            if (passage instanceof Passage.Cut cut) {
                out.write(frame.bytes(), 0, cut.bytes());
                return false;
            }
            lost |= passage instanceof Passage.Lost;
            if (!lost) {
                out.write(frame.bytes());
            }
            return true;
        }

        void cut() {
            links.remove(this);
            close(client);
            close(server);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
