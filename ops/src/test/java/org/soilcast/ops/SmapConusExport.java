package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.schemas.QualityFlags.PET_HARGREAVES;
import static org.soilcast.schemas.QualityFlags.PET_PRIESTLEY_TAYLOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What an export of all days of {@code smap_conus} has to hold. */
final class SmapConusExport {
    /** Cells times days. */
    static final int ROWS = 167_994;

    private static final LocalDate LAST = LocalDate.parse("2016-09-30");
    /** From the newest day, leads of 1 to 15 days. */
    private static final int FORECAST_ROWS = 306 * 15;

    private SmapConusExport() {}

    /** Every cell has every day with its values, and a forecast from the last one. */
    static void assertComplete(Path csv) throws IOException {
        List<String> rows = Files.readAllLines(csv);

        assertThat(rows).hasSize(1 + ROWS + FORECAST_ROWS);
        assertThat(rows.get(0))
                .isEqualTo("cell,date,lead_days,surface_mean,surface_sd,rootzone_mean,rootzone_sd,surface_open_loop,"
                        + "surface_forecast,observed,innovation,surface_percentile,rootzone_percentile,drought_class,"
                        + "drought_probability,model_version,revision,quality");
        int forecasts = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            int leadDays = Integer.parseInt(fields[2]);
            for (int column : leadDays == 0
                    ? new int[] {0, 1, 2, 3, 5, 7, 8, 15, 16, 17}
                    : new int[] {0, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 17}) {
                assertThat(fields[column]).as(row).isNotEmpty();
            }
            if (leadDays > 0) {
                forecasts++;
                assertThat(LocalDate.parse(fields[1])).as(row).isEqualTo(LAST.plusDays(leadDays));
            }
            assertThat(Integer.parseInt(fields[17]) & (PET_PRIESTLEY_TAYLOR | PET_HARGREAVES))
                    .as(row)
                    .isZero();
        }
        assertThat(forecasts).isEqualTo(FORECAST_ROWS);
        assertThat(rows.stream().skip(1).filter(row -> !row.split(",", -1)[9].isEmpty()))
                .as("retrievals")
                .hasSize(74_720);
    }
}
