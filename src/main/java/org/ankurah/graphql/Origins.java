package org.ankurah.graphql;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages that may talk to the server from other places than its own, by what browsers call their origin. */
public final class Origins {

    private static final String ALL = "*";
    private static final String ANY_PORT = ":*";

    private final boolean all;
    private final Set<String> exact = new LinkedHashSet<>();
    private final Set<String> anyPort = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();

    /**
     * Reads what the operator allows.
     *
     * @param allowed such as {@code https://app.example.com}, {@code http://localhost:*} for any port, or {@code *}
     * @throws IllegalArgumentException if one is nothing of the kind; the message is the one that is not
     */
    public Origins(List<String> allowed) {
        this.all = allowed.contains(ALL);
        for (String entry : allowed) {
            if (!entry.equals(ALL)) {
                add(entry.toLowerCase(Locale.ROOT));
            }
        }
    }

    private void add(String entry) {
        boolean wild = entry.endsWith(ANY_PORT);
        String plain = wild ? entry.substring(0, entry.length() - ANY_PORT.length()) : entry;
        URI origin = parse(plain);
        if (origin == null || (wild && origin.getPort() >= 0)) {
            throw new IllegalArgumentException(entry);
        }
        hosts.add(origin.getHost());
        (wild ? anyPort : exact).add(plain);
    }

    /** Whether all pages may. */
    boolean allowsAll() {
        return all;
    }

    /** Whether pages of this origin may. */
    boolean allows(String origin) {
        String plain = origin.toLowerCase(Locale.ROOT);
        if (all || exact.contains(plain)) {
            return true;
        }
        URI parsed = parse(plain);
        return parsed != null && anyPort.contains(parsed.getScheme() + "://" + parsed.getHost());
    }

    /** Whether a page of that host, on whichever port, may. */
    boolean knowsHost(String host) {
        return all || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Host and port of an origin as a {@code Host} header has them; null if it is no origin of a page. */
    static @Nullable String authority(String origin) {
        URI parsed = parse(origin.toLowerCase(Locale.ROOT));
        if (parsed == null) {
            return null;
        }
        boolean usual =
                parsed.getPort() < 0 || parsed.getPort() == (parsed.getScheme().equals("https") ? 443 : 80);
        return usual ? parsed.getHost() : parsed.getHost() + ":" + parsed.getPort();
    }

    private static @Nullable URI parse(String origin) {
        try {
            URI uri = new URI(origin);
            boolean whole = uri.getScheme() != null
                    && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
            return whole ? uri : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
