package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Rejection;

class UscrnReaderTest extends UscrnScene {
    @Test
    void convertsUnitsAndKeepsLeadingZeros() {
        DomainTable input = read();
        assertThat(input.rejected()).isEmpty();
        assertThat(input.domain().tileRecord(0).getCells()).containsExactly(NORTH, SOUTH);
        assertThat(input.domain().tileRecord(0).getAttributes().get(0).getValues())
                .containsExactly(Float.NaN, 25f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)[0])
                .isEqualTo(293.15f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_MAX_K, 0)[0])
                .isEqualTo(303.15f);
        assertThat(input.forcing(FIRST, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, 0)[0])
                .isCloseTo(250, within(1e-4f));
        assertThat(input.forcing(FIRST, ForcingVariable.RELATIVE_HUMIDITY_PERCENT, 0)[0])
                .isEqualTo(60f);
        assertThat(input.forcing(FIRST, ForcingVariable.WIND_SPEED_M_PER_S, 0)).isEmpty();
    }

    @Test
    void takesTheProbeEveryThirdDay() {
        DomainTable thinned = read();
        FIRST.datesUntil(FIRST.plusDays(30)).forEach(date -> {
            float[] values = thinned.soilMoistureM3PerM3(date, 0);
            assertThat(!Float.isNaN(values[0])).isEqualTo((date.toEpochDay() + 3047) % 3 == 0);
            assertThat(!Float.isNaN(values[1])).isEqualTo((date.toEpochDay() + 63858) % 3 == 0);
        });
    }

    @ParameterizedTest(name = "column {1} = {2}: {0}")
    @CsvSource({
        "UNKNOWN_CELL, 0, 3047",
        "UNKNOWN_CELL, 0, 99999",
        "BAD_DATE, 1, 20150732",
        "BAD_DATE, 1, 2015-07-11",
        "DATE_OUT_OF_RANGE, 1, 20140711",
        "DUPLICATE, 1, 20150701",
        "NOT_A_NUMBER, 8, NaN",
        "NOT_A_NUMBER, 8, warm",
        "NOT_A_NUMBER, 10, 1e99",
        "OUT_OF_RANGE, 5, 99.9",
        "OUT_OF_RANGE, 8, -999.0",
        "OUT_OF_RANGE, 9, -0.1",
        "OUT_OF_RANGE, 10, 104.65",
        "OUT_OF_RANGE, 10, 42.5",
        "OUT_OF_RANGE, 17, 120",
        "NOT_A_NUMBER, 18, wet",
        "OUT_OF_RANGE, 18, 0.81",
        "OUT_OF_RANGE, 18, -0.01",
    })
    void aBadValueIsRejectedAndNothingElse(String reason, int column, String value) throws IOException {
        DomainTable clean = read();
        List<String> lines = month(SOUTH);
        int bad = java.util.stream.IntStream.range(0, 12)
                .filter(day -> UscrnReader.standsInForARetrieval(FIRST.plusDays(day), SOUTH))
                .max()
                .orElseThrow();
        String[] fields = lines.get(bad).split(" ");
        fields[column] = value;
        lines.set(bad, String.join(" ", fields));
        write(SOUTH_FILE, lines);
        DomainTable input = read();
        assertThat(input.rejected()).hasSize(1);
        Rejection rejected = input.rejected().get(0);
        assertThat(rejected.reason()).hasToString(reason);
        assertThat(rejected.file()).isEqualTo("2015/" + SOUTH_FILE);
        assertThat(rejected.position()).isEqualTo(bad + 1);
        FIRST.datesUntil(FIRST.plusDays(30)).forEach(date -> {
            for (ForcingVariable variable : ForcingVariable.values()) {
                float[] expected = clean.forcing(date, variable, 0);
                boolean hit = date.equals(FIRST.plusDays(bad)) && (column < 2 || variable == variable(column));
                if (hit && expected.length > 0) {
                    expected[1] = Float.NaN;
                }
                assertThat(input.forcing(date, variable, 0)).containsExactly(expected);
            }
        });
    }

    private static ForcingVariable variable(int column) {
        return switch (column) {
            case 5 -> ForcingVariable.AIR_TEMPERATURE_MAX_K;
            case 8 -> ForcingVariable.AIR_TEMPERATURE_K;
            case 9 -> ForcingVariable.PRECIPITATION_MM_PER_DAY;
            case 10 -> ForcingVariable.SHORTWAVE_DOWN_W_PER_M2;
            case 17 -> ForcingVariable.RELATIVE_HUMIDITY_PERCENT;
            default -> ForcingVariable.WIND_SPEED_M_PER_S;
        };
    }

    @Test
    void fillValuesAreMissingAndNotRejected() throws IOException {
        List<String> lines = month(SOUTH);
        String[] fields = lines.get(0).split(" ");
        Arrays.fill(fields, 5, 11, "-9999.0");
        Arrays.fill(fields, 15, 18, "-9999.0");
        Arrays.fill(fields, 18, 23, "-99.000");
        lines.set(0, String.join("  ", fields));
        write(SOUTH_FILE, lines);
        DomainTable input = read();
        assertThat(input.rejected()).isEmpty();
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)[1])
                .isNaN();
    }

    @Test
    void theProbesOfAllDaysAndDepthsAreThereForVerification() {
        UscrnProbes probes = UscrnProbes.read(folder);
        FIRST.datesUntil(FIRST.plusDays(30)).forEach(date -> {
            assertThat(probes.soilMoistureM3PerM3(date, UscrnProbes.Depth.CM_5)).containsExactly(0.25f, 0.25f);
            assertThat(probes.soilMoistureM3PerM3(date, UscrnProbes.Depth.CM_100))
                    .containsExactly(0.29f, 0.29f);
        });
    }

    @Test
    void theRootZoneIsTheMeanOfFourProbesByTheirThickness() throws IOException {
        List<String> lines = month(SOUTH);
        lines.set(1, lines.get(1).replace("0.290", "-99.000"));
        write(SOUTH_FILE, lines);
        UscrnProbes probes = UscrnProbes.read(folder);
        float mean = (7.5f * 0.26f + 20 * 0.27f + 40 * 0.28f + 25 * 0.29f) / 92.5f;
        int north = probes.domain().position(NORTH).orElseThrow();
        int south = probes.domain().position(SOUTH).orElseThrow();
        assertThat(probes.rootZoneM3PerM3(FIRST)[south]).isCloseTo(mean, within(1e-6f));
        assertThat(probes.rootZoneM3PerM3(FIRST.plusDays(1))[south]).isNaN();
        assertThat(probes.rootZoneM3PerM3(FIRST.plusDays(1))[north]).isCloseTo(mean, within(1e-6f));
        assertThat(probes.county(south)).contains("01001");
        assertThat(probes.county(north)).contains("48001");
    }

    @Test
    void wrongColumnsAreRejectedLineByLine() throws IOException {
        List<String> lines = month(SOUTH);
        lines.set(3, lines.get(3) + " 1.0");
        lines.set(4, "WBANNO LST_DATE CRX_VN");
        write(SOUTH_FILE, lines);
        assertThat(read().rejected())
                .extracting(rejected -> rejected.reason().label())
                .containsExactly("wrong-field-count", "wrong-field-count");
    }
}
