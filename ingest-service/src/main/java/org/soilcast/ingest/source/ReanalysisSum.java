package org.soilcast.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an accumulated value of ERA5 or ERA5-Land is the sum of, given the time that it ends: ERA5 sums over an hour, ERA5-Land
 * since the last midnight, UTC (ECMWF, documentation of ERA5 and of ERA5-Land, "accumulations"). Files of both have the same
 * names and codes, so the grid tells which it is: ERA5-Land is published at 0.1 degree, ERA5 at 0.25 degree or a multiple.
 */
public enum ReanalysisSum {
    /** Of ERA5. */
    LAST_HOUR {
        @Override
        public TimeSpan ending(Instant end) {
            return new TimeSpan(end.minus(Duration.ofHours(1)), end);
        }
    },
    /** Of ERA5-Land; what ends at midnight is the sum of the day before. */
    SINCE_MIDNIGHT {
        @Override
        public TimeSpan ending(Instant end) {
            return new TimeSpan(end.minusNanos(1).truncatedTo(ChronoUnit.DAYS), end);
        }
    };

    /** Why a sum is left out whose grid does not tell. */
    public static final String UNTOLD = "neither ERA5's grid of 0.25 degree nor ERA5-Land's of 0.1 degree: the one"
            + " sums over an hour, the other since midnight, so its sums are not read";

    private static final double ERA5_DEGREES = 0.25;
    private static final double LAND_DEGREES = 0.1;
    /** GRIB 1 has thousandths of a degree, and axes are often single precision. */
    private static final double ROUNDING_DEGREES = 1e-3;

    /** The time that a value stands for which ends then. */
    public abstract TimeSpan ending(Instant end);

    /** The sums of a grid; of a single place those of the grid that it lies on. Empty where it may be either or is neither. */
    public static Optional<ReanalysisSum> of(SourceGrid grid) {
        double south = grid.latitudeDegrees(0, 0);
        double east = grid.longitudeDegrees(0, 0);
        if (grid.rows() == 1 && grid.columns() == 1) {
            boolean isOfEra5 = isMultiple(south, ERA5_DEGREES) && isMultiple(east, ERA5_DEGREES);
            boolean isOfLand = isMultiple(south, LAND_DEGREES) && isMultiple(east, LAND_DEGREES);
            return isOfEra5 == isOfLand ? Optional.empty() : Optional.of(isOfLand ? SINCE_MIDNIGHT : LAST_HOUR);
        }
        double down = grid.rows() > 1 ? Math.abs(grid.latitudeDegrees(1, 0) - south) : Double.NaN;
        double across =
                grid.columns() > 1 ? Math.abs(SourceGrid.wrapped(grid.longitudeDegrees(0, 1) - east)) : Double.NaN;
        double step = Double.isNaN(down) ? across : down;
        boolean isEven = Double.isNaN(down) || Double.isNaN(across) || Math.abs(down - across) <= ROUNDING_DEGREES;
        if (isEven && Math.abs(step - LAND_DEGREES) <= ROUNDING_DEGREES) {
            return Optional.of(SINCE_MIDNIGHT);
        }
        return isEven && isMultiple(step, ERA5_DEGREES) ? Optional.of(LAST_HOUR) : Optional.empty();
    }

    private static boolean isMultiple(double degrees, double of) {
        return Math.abs(degrees - Math.rint(degrees / of) * of) <= ROUNDING_DEGREES;
    }
}
