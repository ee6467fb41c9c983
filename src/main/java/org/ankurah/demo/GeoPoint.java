package org.ankurah.demo;

import java.math.BigDecimal;

/**
 * A place on Earth in degrees. Each place has one form: the meridian opposite to Greenwich is 180, never -180, and a
 * pole is at longitude 0.
 *
 * @param lat latitude, from -90 to 90
 * @param lon longitude, from -180 to 180
 */
public record GeoPoint(BigDecimal lat, BigDecimal lon) {

    /** A hair's breadth on the ground has fewer. */
    static final int MAX_DECIMALS = 12;

    static final BigDecimal POLE = BigDecimal.valueOf(90);
    static final BigDecimal DATE_LINE = BigDecimal.valueOf(180);

    public GeoPoint {
        lat = checked("lat", lat, POLE);
        lon = checked("lon", lon, DATE_LINE);
        if (lat.abs().compareTo(POLE) == 0) {
            lon = BigDecimal.ZERO;
        } else if (lon.compareTo(DATE_LINE.negate()) == 0) {
            lon = DATE_LINE;
        }
    }

    /** A place in degrees. */
    public static GeoPoint of(double lat, double lon) {
        return new GeoPoint(BigDecimal.valueOf(lat), BigDecimal.valueOf(lon));
    }

    /** The number without needless zeros, if it is an angle within these limits. */
    static BigDecimal checked(String name, BigDecimal angle, BigDecimal limit) {
        if (angle.abs().compareTo(limit) > 0) {
            throw new IllegalArgumentException(name + " is from -" + limit + " to " + limit + " degrees");
        }
        if (angle.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal plain = angle.stripTrailingZeros();
        if (plain.scale() > MAX_DECIMALS) {
            throw new IllegalArgumentException(name + " has at most " + MAX_DECIMALS + " decimals");
        }
        return plain.setScale(Math.max(0, plain.scale()));
    }
}
