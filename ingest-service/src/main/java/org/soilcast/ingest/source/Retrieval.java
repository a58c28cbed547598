package org.soilcast.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.soilcast.schemas.EaseGrid;

/**
 * A satellite's retrieval of one cell on one pass.
 *
 * @param row of the whole grid
 * @param column of the whole grid
 * @param evening whether the pass is the ascending one of 18:00, and not that of 06:00
 * @param soilMoistureM3PerM3 of the upper 5 cm
 * @param recommended bit 0 of the quality flag is clear
 * @param surfaceFlag bits that tell of water, frozen ground, dense vegetation and the like
 * @param overpass moment of the measurement; 70 s are uncertain, since files differ in counting leap seconds
 */
public record Retrieval(
        EaseGrid grid,
        int row,
        int column,
        boolean evening,
        float soilMoistureM3PerM3,
        boolean recommended,
        int surfaceFlag,
        Instant overpass) {
    private static final double SECONDS_PER_DEGREE = 240;

    /** The date in mean solar time of the cell's longitude. */
    public LocalDate localDate() {
        var ahead = Duration.ofSeconds(Math.round(grid.longitudeDegrees(column) * SECONDS_PER_DEGREE));
        return LocalDate.ofInstant(overpass.plus(ahead), ZoneOffset.UTC);
    }
}
