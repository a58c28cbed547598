package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.ingest.parse.SmapConusFolder.cell;
import static org.soilcast.ingest.parse.SmapConusFolder.day;
import static org.soilcast.ingest.parse.SmapConusFolder.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Rejection;

class SmapConusReaderTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final String GOOD = day(3, "2015-04-01", "0.25");

    @TempDir
    private Path folder;

    @Test
    void readsWeatherAndRetrievals() {
        DomainTable input = read(day(7, "2015-04-01", "0.25"), day(3, "2015-04-01", ""), day(3, "2015-04-02", "0.5"));
        assertThat(input.rejected()).isEmpty();
        assertThat(input.firstDate()).isEqualTo(FIRST);
        assertThat(input.lastDate()).isEqualTo(FIRST.plusDays(1));
        assertThat(input.domain().tileRecord(0).getCells()).containsExactly("3", "7");
        assertThat(input.forcing(FIRST, ForcingVariable.PRECIPITATION_MM_PER_DAY, 0))
                .containsExactly(1.5f, 1.5f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)).containsExactly(285.25f, 285.25f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_MIN_K, 0))
                .isEmpty();
        assertThat(input.soilMoistureM3PerM3(FIRST, 0)).containsExactly(Float.NaN, 0.25f);
        assertThat(hasRetrievals(input, FIRST.plusDays(1))).isTrue();
        assertThat(input.input().forcing().name()).isEqualTo("nldas2");
    }

    @Test
    void bringsTheWindFromTenToTwoMetres() {
        float[] wind = read(GOOD).forcing(FIRST, ForcingVariable.WIND_SPEED_M_PER_S, 0);
        assertThat(wind[0]).isCloseTo(5 * 0.748f, within(0.005f)); // 3-4-5 triangle; FAO-56 table 2.9: 0.75 at 10 m
    }

    @Test
    void anEmptyFieldIsMissing() {
        DomainTable input = read(GOOD, "7,2015-04-01,,285,200,300,0.005,3,,");
        assertThat(input.rejected()).isEmpty();
        assertThat(input.forcing(FIRST, ForcingVariable.PRECIPITATION_MM_PER_DAY, 0)[1])
                .isNaN();
        assertThat(input.forcing(FIRST, ForcingVariable.WIND_SPEED_M_PER_S, 0)[1])
                .isNaN();
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)[1])
                .isEqualTo(285f);
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                bad("wrong-field-count", "7,2015-04-01,1.5"),
                bad("wrong-field-count", day(7, "2015-04-01", "0.2") + ",1"),
                bad("unknown-cell", day(8, "2015-04-01", "0.2")),
                bad("unknown-cell", day(7, "2015-04-01", "0.2").replaceFirst("7", "07")),
                bad("bad-date", day(7, "2015-02-30", "0.2")),
                bad("bad-date", day(7, "1 April 2015", "0.2")),
                bad("date-out-of-range", day(7, "1915-04-01", "0.2")),
                bad("date-out-of-range", day(7, "2019-04-01", "0.2")),
                bad("duplicate", GOOD),
                bad("not-a-number", "7,2015-04-01,NaN,285,200,300,0.005,3,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1,285f,200,300,0.005,3,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1,0x11p1,200,300,0.005,3,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1,\"285,200,300,0.005,3,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1e99,285,200,300,0.005,3,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1,285,200,300,0.005,3,4,Infinity"),
                bad("out-of-range", "7,2015-04-01,-0.1,285,200,300,0.005,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,2001,285,200,300,0.005,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,179,200,300,0.005,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,341,200,300,0.005,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,285,-1,300,0.005,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,285,200,701,0.005,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,285,200,300,0.2,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,285,200,300,-0.001,3,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1,285,200,300,dry,3,4,0.2"),
                bad("out-of-range", "7,2015-04-01,1,285,200,300,0.005,300,4,0.2"),
                bad("not-a-number", "7,2015-04-01,1,285,200,300,0.005,3,NaN,0.2"),
                bad("out-of-range", day(7, "2015-04-01", "0.81")),
                bad("out-of-range", day(7, "2015-04-01", "-9999")));
    }

    private static Arguments bad(String reason, String line) {
        return Arguments.of(reason, line);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badLines")
    void aBadLineIsRejectedAndTheRestIsRead(String reason, String line) {
        DomainTable input = read(GOOD, line, day(3, "2015-04-02", "0.3"));
        assertThat(input.rejected()).hasSize(1);
        Rejection rejected = input.rejected().get(0);
        assertThat(rejected.reason().label()).isEqualTo(reason);
        assertThat(rejected.position()).isEqualTo(3);
        assertThat(rejected.file()).isEqualTo("daily.csv.gz");
        assertThat(line).startsWith(new String(rejected.excerpt(), StandardCharsets.UTF_8));
        assertThat(input.lastDate()).isEqualTo(FIRST.plusDays(1));
        assertThat(input.soilMoistureM3PerM3(FIRST, 0)[0]).isEqualTo(0.25f);
    }

    @Test
    void anImpossibleRetrievalDoesNotCostTheWeather() {
        DomainTable input = read(GOOD, day(7, "2015-04-01", "0.9"));
        assertThat(input.rejected()).extracting(Rejection::source).containsExactly("smap_l3_am");
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)[1])
                .isEqualTo(285.25f);
        assertThat(input.soilMoistureM3PerM3(FIRST, 0)[1]).isNaN();
    }

    @Test
    void impossibleWeatherDoesNotCostTheRetrieval() {
        DomainTable input = read(GOOD, "7,2015-04-01,1,12,200,300,0.005,3,4,0.2");
        assertThat(input.rejected()).extracting(Rejection::source).containsExactly("nldas2");
        assertThat(input.forcing(FIRST, ForcingVariable.PRECIPITATION_MM_PER_DAY, 0)[1])
                .isNaN();
        assertThat(input.soilMoistureM3PerM3(FIRST, 0)[1]).isEqualTo(0.2f);
    }

    @Test
    void impossibleWindOrHumidityCostsNothingElse() {
        DomainTable input =
                read("3,2015-04-01,1,285,200,300,0.005,3,-400,0.2", "7,2015-04-01,2,286,200,300,0.5,3,4,0.3");
        assertThat(input.rejected()).extracting(Rejection::source).containsExactly("nldas2", "nldas2");
        assertThat(input.rejected()).extracting(Rejection::position).containsExactly(2L, 3L);
        assertThat(input.forcing(FIRST, ForcingVariable.PRECIPITATION_MM_PER_DAY, 0))
                .containsExactly(1f, 2f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)).containsExactly(285f, 286f);
        assertThat(input.forcing(FIRST, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, 0))
                .containsExactly(0.005f, Float.NaN);
        float[] wind = input.forcing(FIRST, ForcingVariable.WIND_SPEED_M_PER_S, 0);
        assertThat(wind[0]).isNaN();
        assertThat(wind[1]).isCloseTo(5 * 0.748f, within(0.005f));
        assertThat(input.soilMoistureM3PerM3(FIRST, 0)).containsExactly(0.2f, 0.3f);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "7,40.5,-100.25,7,100|wrong-field-count",
                "x,40.5,-100.25,7,100,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01|not-a-number",
                "7,north,-100.25,7,100,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01|not-a-number",
                "7,91,-100.25,7,100,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01|out-of-range",
                "7,40.5,-100.25,406,100,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01|out-of-range",
                "3,40.5,-100.25,7,100,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01|duplicate"
            })
    void aBadCellIsRejected(String line, String reason) {
        write(folder, List.of(cell(3), line), List.of(GOOD));
        DomainTable input = SmapConusReader.read(folder);
        assertThat(input.rejected())
                .extracting(rejected -> rejected.reason().label())
                .containsExactly(reason);
        assertThat(input.rejected().get(0).file()).isEqualTo("cells.csv");
        assertThat(input.domain().cells()).hasSize(1);
    }

    @Test
    void aMissingAttributeIsNotPresent() {
        write(folder, List.of(cell(3).replace(",50,30,20,", ",,30,20,")), List.of(GOOD));
        var sand = SmapConusReader.read(folder)
                .domain()
                .tileRecord(0)
                .getAttributes()
                .get(0);
        assertThat(sand.getName()).isEqualTo("sand_percent");
        assertThat(sand.getPresent()).containsExactly(false);
    }

    private static boolean hasRetrievals(DomainTable table, LocalDate date) {
        return table.input().retrievals().day(date).hasAny(table.domain(), 0);
    }

    @Test
    void aWholeMissingDayIsRead() {
        DomainTable input = read(GOOD, day(3, "2015-04-03", "0.3"));
        assertThat(input.forcing(FIRST.plusDays(1), ForcingVariable.AIR_TEMPERATURE_K, 0))
                .containsOnly(Float.NaN);
        assertThat(hasRetrievals(input, FIRST.plusDays(1))).isFalse();
    }

    private DomainTable read(String... days) {
        write(folder, List.of(cell(7), cell(3)), List.of(days));
        return SmapConusReader.read(folder);
    }
}
