package org.soilcast.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.PlaceList;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;

/** Weather files against values that ecCodes and the netCDF library read. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class ForcingSamplesTest {
    private static final String FOLDER = "forcing_samples";
    /** Start of the forecast, or the end of the hour that the file is named for. */
    private static final Map<String, Instant> REFERENCES = Map.of(
            "NLDAS_FORA0125_H.A20171024.1500.002.grb", Instant.parse("2017-10-24T15:00:00Z"),
            "gfs_2011100800_f072_2p5deg_surface.grib2", Instant.parse("2011-10-08T00:00:00Z"),
            "ncep_flux_gaussian_t62.grib2", Instant.parse("2004-02-29T12:00:00Z"),
            "ecmwf_opendata_20250912T12_tprate_ccsds.grib2", Instant.parse("2025-09-12T12:00:00Z"),
            "era5_2t_20170101T12.grib", Instant.parse("2017-01-01T12:00:00Z"),
            "ST4.2013052210.01h.grb", Instant.parse("2013-05-22T09:00:00Z"));

    /** A message's values are sums with its smallest one, in single precision. */
    private static final double FLOAT_ULP = 1e-7;

    @TestFactory
    Stream<DynamicTest> everyExpectedRowMatches() {
        return ExpectedRows.byFile(FOLDER).entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> check(file.getKey(), file.getValue())));
    }

    private static void check(String name, List<Map<String, String>> rows) {
        try (SourceFile file = open(name)) {
            for (Map<String, String> row : rows) {
                if (name.endsWith(".nc")) {
                    checkArray(file, row);
                } else {
                    checkMessage(file, row);
                }
            }
        }
    }

    private static SourceFile open(String name) {
        try {
            return SourceFiles.open(ExpectedRows.folder(FOLDER).resolve(name));
        } catch (InputException e) {
            Assumptions.assumeFalse(e.getMessage().contains("needs ECMWF's library ecCodes"), e.getMessage());
            throw e;
        }
    }

    private static void checkMessage(SourceFile file, Map<String, String> row) {
        SourceField field = file.fields().get(Integer.parseInt(row.get("message_or_index")) - 1);
        int cell = nearest(field.grid(), Double.parseDouble(row.get("lat")), Double.parseDouble(row.get("lon")));
        checkValue(row, field, field.values(0), cell);
        if (field.quantity().isPresent()) {
            assertThat(field.name()).as("%s", row).isEqualTo(row.get("variable"));
        }
        checkSteps(row, field.times().get(0));
    }

    private static void checkSteps(Map<String, String> row, TimeSpan found) {
        String[] steps = row.get("step_or_time").split("-");
        long hours = found.end().getEpochSecond() - found.start().getEpochSecond();
        if (steps.length == 2) {
            assertThat(hours / 3600).as("%s", row).isEqualTo(Long.parseLong(steps[1]) - Long.parseLong(steps[0]));
        }
        Optional.ofNullable(REFERENCES.get(row.get("file"))).ifPresent(reference -> {
            boolean hourEnding = row.get("file").startsWith("NLDAS") && steps.length == 2;
            long end = hourEnding ? 0 : Long.parseLong(steps[steps.length - 1]);
            assertThat(found.end()).as("%s", row).isEqualTo(reference.plusSeconds(end * 3600));
        });
    }

    /** The index of the cell at a place, which must lie within the rounding of the table. */
    private static int nearest(SourceGrid grid, double latitude, double longitude) {
        int best = -1;
        double closest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                double north = grid.latitudeDegrees(row, column) - latitude;
                double east = SourceGrid.wrapped(grid.longitudeDegrees(row, column) - longitude);
                double distance = Math.hypot(north, Math.min(Math.abs(east), 360 - Math.abs(east)));
                if (distance < closest) {
                    closest = distance;
                    best = row * grid.columns() + column;
                }
            }
        }
        assertThat(closest).as("distance of %s, %s", latitude, longitude).isLessThan(2e-3);
        return best;
    }

    private static void checkArray(SourceFile file, Map<String, String> row) {
        String[] variable = row.get("variable").split("@");
        SourceField field = file.fields().stream()
                .filter(candidate -> candidate.name().equals(variable[0]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(row + " in " + file.product() + " " + file.remarks()));
        int[] index = Arrays.stream(row.get("message_or_index").split(";"))
                .mapToInt(Integer::parseInt)
                .toArray();
        boolean catchments = variable.length == 2;
        int step = catchments ? index[1] : index[0];
        int cell = catchments
                ? index[0]
                : index.length == 3 ? index[1] * field.grid().columns() + index[2] : 0;
        checkValue(row, field, field.values(step), cell);
        if (catchments) {
            assertThat(((PlaceList) field.grid()).name(cell)).isEqualTo(variable[1]);
        } else {
            int columns = field.grid().columns();
            assertThat(field.grid().latitudeDegrees(cell / columns, cell % columns))
                    .as("%s", row)
                    .isCloseTo(Double.parseDouble(row.get("lat")), within(1e-5));
            assertThat(field.grid().longitudeDegrees(cell / columns, cell % columns))
                    .as("%s", row)
                    .isCloseTo(Double.parseDouble(row.get("lon")), within(1e-5));
        }
        String time = row.get("step_or_time");
        Instant expected = time.length() == 10
                ? Instant.parse(time + "T07:00:00Z").plusSeconds(86_400)
                : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        assertThat(field.times().get(step).end()).as("%s", row).isEqualTo(expected);
    }

    private static void checkValue(Map<String, String> row, SourceField field, double[] values, int cell) {
        double found = values[cell];
        if (row.get("value").isEmpty()) {
            assertThat(found).as("%s", row).isNaN();
        } else {
            double value = Double.parseDouble(row.get("value"));
            double largest = Arrays.stream(values)
                    .filter(Double::isFinite)
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            assertThat(found).as("%s", row).isCloseTo(value, within(Math.abs(value) * 1e-6 + largest * FLOAT_ULP));
        }
        if (field.quantity().isPresent()) {
            assertThat(field.unit()).as("%s", row).isEqualTo(row.get("unit"));
            field.checkedValues(0);
        }
    }
}
