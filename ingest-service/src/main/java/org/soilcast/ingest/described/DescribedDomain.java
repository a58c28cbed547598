package org.soilcast.ingest.described;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.soil.SoilMap;
import org.soilcast.ingest.source.GranulePart;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.weather.DayEnd;
import org.soilcast.ingest.weather.WeatherRole;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.ObservationTime;

/**
 * A domain as its description has it: what its cells are, and which files it is made from.
 *
 * @param name of the domain
 * @param grid that its cells lie on
 * @param region that the middles of its cells lie in
 * @param dayEnd where the day of a date ends
 * @param retrievals which retrievals it takes
 * @param forcing agencies of each variable of the weather, the preferred one first
 * @param soilMaps what counts before what granules tell of the soil; none where they alone do
 * @param digest of the description as it is written
 */
public record DescribedDomain(
        String name,
        EaseGrid grid,
        Region region,
        DayEnd dayEnd,
        RetrievalChoice retrievals,
        Map<WeatherRole, List<String>> forcing,
        List<SoilMap> soilMaps,
        String digest) {
    private static final int DIGEST_SHOWN = 12;
    private static final int NOON = 12;
    private static final float HIGHEST_SOIL_MOISTURE_M3_PER_M3 = 0.80f;

    /**
     * Which retrievals a domain takes; of these the recommended ones.
     *
     * @param product for example SPL3SMP
     * @param isEvening whether those of the evening pass, and not of the morning's
     * @param waitDays how many days the weather is waited for when there is none of a date
     */
    public record RetrievalChoice(String product, boolean isEvening, int waitDays) {
        /** Name of the source. */
        public String source() {
            return product.toLowerCase(Locale.ROOT) + (isEvening ? "_pm" : "_am");
        }
    }

    public DescribedDomain {
        forcing = Map.copyOf(forcing);
        soilMaps = List.copyOf(soilMaps);
    }

    /** Whether a retrieval is one that the domain takes: recommended, of its grid, pass and region, and possible. */
    public boolean takes(Retrieval retrieval) {
        return retrieval.grid() == grid
                && retrieval.evening() == retrievals.isEvening
                && retrieval.recommended()
                && retrieval.soilMoistureM3PerM3() >= 0
                && retrieval.soilMoistureM3PerM3() <= HIGHEST_SOIL_MOISTURE_M3_PER_M3
                && region.contains(grid.latitudeDegrees(retrieval.row()), grid.longitudeDegrees(retrieval.column()));
    }

    /** What of a daily granule can hold retrievals that the domain takes; the whole grid where the region holds no row. */
    public GranulePart part() {
        double south = region.southDegrees();
        double north = region.northDegrees();
        int[] rows = IntStream.range(0, grid.rows())
                .filter(row -> grid.latitudeDegrees(row) >= south && grid.latitudeDegrees(row) <= north)
                .toArray();
        return rows.length == 0
                ? new GranulePart(grid, 0, grid.rows(), retrievals.isEvening)
                : new GranulePart(grid, rows[0], rows.length, retrievals.isEvening);
    }

    /** What all cells share. The words of the day name the description too, so that another one is told from it. */
    public DomainDescription description(List<String> attributeNames) {
        return new DomainDescription(
                name,
                dayEnd.words() + "; description " + digest.substring(0, DIGEST_SHOWN),
                dayEnd.hour() <= NOON ? ObservationTime.END_OF_DAY : ObservationTime.DAILY_MEAN,
                false,
                attributeNames);
    }
}
