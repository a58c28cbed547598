package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.parse.DomainTable;
import org.soilcast.ingest.parse.UscrnReader;
import org.soilcast.ingest.publish.DayRecords;
import org.soilcast.ingest.publish.PlannedDay;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.TileDay;

/** The real set through the reader, the publisher's messages and the production topology. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class UscrnDaysTest {
    private static final int STATIONS = 64;
    private static final int DAYS = 4018;
    private static final int NORMALS = QualityFlags.TEMPERATURE_FROM_NORMALS
            | QualityFlags.RADIATION_FROM_NORMALS
            | QualityFlags.HUMIDITY_FROM_NORMALS;

    @TempDir
    private Path stateDirectory;

    private final Map<Integer, Integer> flagged = new TreeMap<>();
    private final Map<String, Integer> rejected = new TreeMap<>();
    private int rows;
    private int observed;
    private double potentialMm;

    @Test
    void everyStationHasEveryDay() {
        long start = System.nanoTime();
        DomainTable input = UscrnReader.read(Path.of(System.getenv("SOILCAST_DATA"), UscrnReader.NAME));
        long read = System.nanoTime();
        var last = new HashMap<String, TileDay>();
        try (var bench = TopologyBench.inMemory(input.domain().name(), stateDirectory)) {
            var messages = new DayRecords(input.input(), 1);
            messages.tiles().forEach(bench::send);
            for (LocalDate date : input.input().dates().dates().toList()) {
                messages.of(new PlannedDay(date, OptionalInt.of(1), OptionalInt.of(1))).stream()
                        .filter(message -> !message.topic().equals(Topics.PUBLISHED.topic()))
                        .forEach(bench::send);
                bench.takeTileDays().forEach(day -> last.put(day.getTile() + "/" + day.getDate(), day));
            }
            assertThat(bench.takeReasons()).isEmpty();
        }
        last.values().forEach(this::count);
        for (Rejection value : input.rejected()) {
            rejected.merge(value.reason() + " " + value.detail().split(":", 2)[0], 1, Integer::sum);
        }
        System.out.println("uscrn: " + rows + " rows, " + observed + " observations, mean PET " + potentialMm / rows
                + " mm/day, read in " + (read - start) / 1_000_000 + " ms, aligned in "
                + (System.nanoTime() - read) / 1_000_000 + " ms; filled values by flag " + flagged + "; rejected "
                + rejected);
        assertThat(input.domain().tiles()).isEqualTo(2);
        assertThat(rows).isEqualTo(STATIONS * DAYS);
        assertThat(flagged.keySet()).allMatch(flag -> (flag & tileMeans()) == 0);
        assertThat(flagged.keySet()).anyMatch(flag -> (flag & NORMALS) != 0);
    }

    private void count(TileDay day) {
        for (List<Float> values : List.of(
                day.getPrecipitationMmPerDay(),
                day.getAirTemperatureC(),
                day.getPotentialEvapotranspirationMmPerDay())) {
            assertThat(values).as("%s", day.getDate()).hasSize(STATIONS / 2).noneMatch(value -> value.isNaN());
        }
        rows += day.getAirTemperatureC().size();
        for (int cell = 0; cell < day.getQuality().size(); cell++) {
            observed += day.getObservedM3PerM3().get(cell).isNaN() ? 0 : 1;
            potentialMm += day.getPotentialEvapotranspirationMmPerDay().get(cell);
            for (int flag = 1; flag <= QualityFlags.PET_INPUT_FROM_TILE; flag <<= 1) {
                if ((day.getQuality().get(cell) & flag) != 0) {
                    flagged.merge(flag, 1, Integer::sum);
                }
            }
        }
    }

    private static int tileMeans() {
        return QualityFlags.TEMPERATURE_FROM_TILE | QualityFlags.PET_INPUT_FROM_TILE;
    }
}
