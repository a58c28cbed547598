package org.soilcast.ingest.twin;

/**
 * When a satellite like SMAP passes a cell in the morning: 117 orbits in 8 days (Entekhabi et al. 2010, Proceedings of
 * the IEEE 98, 704–716), swath 1,000 km. Tracks of one day are 360°·8/117 apart and move by 5/8 of that from day to
 * day, so that a place is seen on 3 to 5 mornings of each 8, every 2 or 3 days, by longitude and latitude. The slope of
 * the tracks against the meridian is left out.
 */
final class SatelliteOrbit {
    private static final int REPEAT_DAYS = 8;
    private static final int ORBITS_PER_REPEAT = 117;
    private static final double SPACING_DEGREES = 360.0 * REPEAT_DAYS / ORBITS_PER_REPEAT;
    private static final double HALF_SWATH_KM = 500;
    private static final double KM_PER_DEGREE = 111.32;

    private SatelliteOrbit() {}

    /** Whether a cell lies within a morning swath of a date. */
    static boolean sees(double latitudeDegrees, double longitudeDegrees, long epochDay) {
        long phase = Math.floorMod(epochDay * ORBITS_PER_REPEAT, (long) REPEAT_DAYS);
        double orbits = longitudeDegrees / SPACING_DEGREES - (double) phase / REPEAT_DAYS;
        double fromTrackDegrees = Math.abs(orbits - Math.rint(orbits)) * SPACING_DEGREES;
        return fromTrackDegrees * KM_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(latitudeDegrees))
                <= HALF_SWATH_KM;
    }
}
