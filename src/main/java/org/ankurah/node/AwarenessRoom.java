package org.ankurah.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.text.AwarenessUpdate.Peer;

/** Those who edit one text, and those who want to know of them. Guarded by itself. */
final class AwarenessRoom {

    /** So many are shown to each other; more would only be in each other's way. */
    private static final int MAX_PEERS = 500;

    private final Map<Long, Known> peers = new LinkedHashMap<>();
    private final Set<Follower> followers = new LinkedHashSet<>();

    private record Known(Peer peer, Instant heard) {

        /** Whether it counts as gone; then somebody else may come under its number, and count anew. */
        boolean isOld(Instant now) {
            return heard.plus(Awareness.TIMEOUT).isBefore(now);
        }
    }

    /** Somebody who is told what the others say: of each only the last, if it does not take it at once. */
    static final class Follower {

        private final Map<Long, Peer> news = new HashMap<>();
        private Runnable wake = () -> {};

        void onNews(Runnable action) {
            wake = action;
        }

        private synchronized void add(List<Peer> said) {
            said.forEach(peer -> news.put(peer.writer(), peer));
        }

        /** What it was not told yet. */
        synchronized List<Peer> take() {
            List<Peer> taken = new ArrayList<>(news.values());
            news.clear();
            return taken;
        }
    }

    void enter(Follower follower, Instant now) {
        List<Peer> present;
        synchronized (this) {
            followers.add(follower);
            present = present(now);
        }
        tell(List.of(follower), present);
    }

    /** Whether nobody is left. */
    synchronized boolean leave(Follower follower) {
        followers.remove(follower);
        return followers.isEmpty();
    }

    /** Those of whom something was heard not long ago. */
    synchronized List<Peer> present(Instant now) {
        peers.values().removeIf(known -> known.isOld(now));
        return peers.values().stream()
                .map(Known::peer)
                .filter(peer -> !peer.isGone())
                .toList();
    }

    void tell(List<Peer> said, Instant now) {
        List<Peer> news = new ArrayList<>();
        List<Follower> told;
        synchronized (this) {
            for (Peer peer : said) {
                if (learn(peer, now)) {
                    news.add(peer);
                }
            }
            told = List.copyOf(followers);
        }
        tell(told, news);
    }

    private boolean learn(Peer peer, Instant now) {
        Known known = peers.get(peer.writer());
        if (known != null && !known.isOld(now) && !peer.replaces(known.peer())) {
            return false;
        }
        if (known == null && peers.size() >= MAX_PEERS && present(now).size() >= MAX_PEERS) {
            return false;
        }
        peers.put(peer.writer(), new Known(peer, now));
        return true;
    }

    private static void tell(List<Follower> followers, List<Peer> news) {
        if (!news.isEmpty()) {
            followers.forEach(follower -> {
                follower.add(news);
                follower.wake.run();
            });
        }
    }
}
