package org.ankurah.reactor;

import java.util.Map;
import java.util.Set;
import org.ankurah.query.Fetch;
import org.ankurah.query.Lookups;

/**
 * What has to be read from storage before something can go on; afterwards it is tried again, and may need more.
 *
 * @param lookups entities that are not known
 * @param refills what lies behind the windows of live queries that ran short
 * @param longer whether the pages that a live query was to start from are too short, since much has left them
 */
public record Needs(Lookups lookups, Map<LiveQuery<?>, Fetch> refills, boolean longer) {
    public Needs {
        refills = Map.copyOf(refills);
    }

    /** Nothing: it is done. */
    public static final Needs NONE = new Needs(new Lookups(Map.of(), Set.of()), Map.of(), false);

    static final Needs LONGER = new Needs(NONE.lookups, Map.of(), true);

    static Needs of(Misses misses) {
        return new Needs(misses.lookups(), Map.of(), false);
    }

    static Needs of(Map<LiveQuery<?>, Fetch> refills) {
        return new Needs(NONE.lookups, refills, false);
    }

    /** Whether nothing is missing. */
    public boolean isEmpty() {
        return lookups.isEmpty() && refills.isEmpty() && !longer;
    }
}
