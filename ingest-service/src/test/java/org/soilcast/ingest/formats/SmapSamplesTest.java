package org.soilcast.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;

/** SMAP's files against values that HDF5's own library read. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class SmapSamplesTest {
    private static final String FOLDER = "smap_granule";
    private static final String HALF_ORBIT = "SPL2SMP_20150401_gridded_subset.nc";

    @TestFactory
    Stream<DynamicTest> everyExpectedRowMatches() {
        return ExpectedRows.byFile(FOLDER).entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> check(file.getKey(), file.getValue())));
    }

    private static void check(String name, List<Map<String, String>> rows) {
        try (SourceFile file = open(name)) {
            Map<String, SourceField> fields = file.fields().stream()
                    .collect(Collectors.toMap(SourceField::name, field -> field, (first, second) -> first));
            for (Map<String, String> row : rows) {
                SourceField field = fields.get(row.get("dataset"));
                assertThat(field).as("%s in %s", row, fields.keySet()).isNotNull();
                check(row, field);
            }
        }
    }

    private static void check(Map<String, String> expected, SourceField field) {
        int row = Integer.parseInt(expected.get("row"));
        int column = Integer.parseInt(expected.get("col"));
        double found = field.values(0)[row * field.grid().columns() + column];
        if (expected.get("value").isEmpty()) {
            assertThat(found).as("%s", expected).isNaN();
        } else {
            double value = Double.parseDouble(expected.get("value"));
            assertThat(found).as("%s", expected).isCloseTo(value, within(Math.abs(value) * 1e-6 + 1e-9));
        }
        assertThat(field.unit()).as("%s", expected).isEqualTo(expected.get("unit"));
        if (!expected.get("lat").isEmpty()) {
            assertThat(field.grid().latitudeDegrees(row, column))
                    .as("%s", expected)
                    .isCloseTo(Double.parseDouble(expected.get("lat")), within(1e-5));
            assertThat(field.grid().longitudeDegrees(row, column))
                    .as("%s", expected)
                    .isCloseTo(Double.parseDouble(expected.get("lon")), within(1e-5));
        }
    }

    @Test
    void recommendedIsABitAndNotTheValueZero() {
        try (SourceFile file = open(HALF_ORBIT)) {
            List<Retrieval> retrievals = file.retrievals();
            assertThat(retrievals).hasSize(4229);
            assertThat(retrievals.stream().filter(Retrieval::recommended)).hasSize(2740);
            assertThat(retrievals).allMatch(retrieval -> !retrieval.evening(), "of the morning");
        }
    }

    @Test
    void dailyFilesHaveTheRetrievalsOfTheirLocalDay() {
        Map<Integer, Integer> cellsByDay = Map.of(10, 133, 11, 164, 12, 159, 13, 147);
        cellsByDay.forEach((day, cells) -> {
            try (SourceFile file = open("REBUILT_SMAP_L3_SM_P_201507" + day + "_R00000_001.h5")) {
                List<Retrieval> retrievals = file.retrievals();
                assertThat(retrievals).hasSize(cells);
                assertThat(retrievals).allSatisfy(retrieval -> {
                    LocalDate date = LocalDate.of(2015, 7, day);
                    assertThat(retrieval.localDate()).isEqualTo(date);
                    Instant sixSolar = Instant.parse(date + "T06:00:00Z")
                            .minusSeconds(Math.round(retrieval.grid().longitudeDegrees(retrieval.column()) * 240));
                    assertThat(Duration.between(sixSolar, retrieval.overpass()).abs())
                            .isLessThan(Duration.ofSeconds(70));
                });
            }
        });
    }

    @Test
    void theModelNamesItsMoment() {
        try (SourceFile file = open("SMAP_L4_SM_aup_20200128T150000_Vv4030_001_subset.h5")) {
            Instant moment = file.fields().get(0).times().get(0).end();
            assertThat(Duration.between(moment, Instant.parse("2020-01-28T15:00:00Z"))
                            .abs())
                    .isLessThan(Duration.ofSeconds(70));
            assertThat(file.retrievals()).isEmpty();
        }
    }

    private static SourceFile open(String name) {
        return SourceFiles.open(ExpectedRows.folder(FOLDER).resolve(name));
    }
}
