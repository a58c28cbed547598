package org.soilcast.ingest.levelfour;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Surface soil moisture, 0 to 5 cm, of SMAP's level-4 model product at some places, a value for each granule: the mean of the
 * three hours around its moment (SPL4SMGP), or the analysis of it (SPL4SMAU). Both have seen what was measured up to 90 minutes
 * after that moment at most (Reichle et al. 2019, doi:10.1029/2019MS001729).
 */
public final class LevelFourSeries {
    private static final Duration SEEN_AFTER = Duration.ofMinutes(90);
    /** A value that is older says nothing of the morning. */
    private static final Duration OLDEST = Duration.ofHours(36);

    private static final Duration MORNING = Duration.ofHours(6);
    private static final Duration DAY = Duration.ofDays(1);
    private static final double SECONDS_PER_DEGREE = 240;
    private static final double DEGREES_PER_HOUR = 15;

    private final float[] longitudesDegrees;
    private final NavigableMap<Instant, float[]> granules;

    /**
     * A series.
     *
     * @param longitudesDegrees east, [place]
     * @param granules by moment, each [place], m3/m3, NaN for missing
     */
    LevelFourSeries(float[] longitudesDegrees, Map<Instant, float[]> granules) {
        this.longitudesDegrees = longitudesDegrees.clone();
        this.granules = new TreeMap<>(granules);
    }

    /** Number of granules. */
    public int granules() {
        return granules.size();
    }

    /**
     * What the product knew of each date before the morning pass at 6 h mean solar time: the newest value that cannot have seen
     * it, NaN where that is more than 36 hours old.
     *
     * @return [day · places + place], m3/m3
     */
    public float[] beforeTheMorning(LocalDate first, int days) {
        return eachDay(first, days, (start, place) -> {
            Instant pass = start.plus(MORNING).minusSeconds(Math.round(longitudesDegrees[place] * SECONDS_PER_DEGREE));
            NavigableMap<Instant, float[]> before =
                    granules.subMap(pass.minus(OLDEST), true, pass.minus(SEEN_AFTER), true);
            return before.isEmpty() ? Float.NaN : before.lastEntry().getValue()[place];
        });
    }

    /**
     * The mean of what there is of each day of local standard time, the whole hours nearest to the sun's.
     *
     * @return [day · places + place], m3/m3, NaN where nothing is known
     */
    public float[] dailyMeans(LocalDate first, int days) {
        return eachDay(first, days, (start, place) -> {
            Instant midnight = start.minus(Duration.ofHours(Math.round(longitudesDegrees[place] / DEGREES_PER_HOUR)));
            double sum = 0;
            int count = 0;
            for (float[] values : granules.subMap(midnight, midnight.plus(DAY)).values()) {
                if (!Float.isNaN(values[place])) {
                    sum += values[place];
                    count++;
                }
            }
            return count == 0 ? Float.NaN : (float) (sum / count);
        });
    }

    /** The value of a place on the date that starts at a moment of UTC. */
    private interface DayValue {
        float of(Instant start, int place);
    }

    private float[] eachDay(LocalDate first, int days, DayValue value) {
        int places = longitudesDegrees.length;
        var all = new float[days * places];
        for (int day = 0; day < days; day++) {
            Instant start = first.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
            for (int place = 0; place < places; place++) {
                all[day * places + place] = value.of(start, place);
            }
        }
        return all;
    }
}
