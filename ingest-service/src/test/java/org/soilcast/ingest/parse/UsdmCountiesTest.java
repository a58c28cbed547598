package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.rejects.InputException;

class UsdmCountiesTest {
    private static final String HEADER = "fips,state,county,valid_date,none,d0,d1,d2,d3,d4\n";
    private static final LocalDate TUESDAY = LocalDate.parse("2017-01-03");

    @TempDir
    Path folder;

    private UsdmCounties read(String lines) throws IOException {
        Files.write(folder.resolve("usdm_county_weekly.csv.gz"), GzipFiles.member(HEADER + lines));
        return UsdmCounties.read(folder);
    }

    @Test
    void aCountyHasTheMeanClassOfItsArea() throws IOException {
        UsdmCounties counties = read("01003,AL,Baldwin,2017-01-03,10.0,20.0,30.0,25.0,10.0,5.0\n"
                + "01003,AL,Baldwin,2016-12-27,100.0,0.0,0.0,0.0,0.0,0.0\n");
        UsdmCounties.Area area = counties.area("01003", TUESDAY).orElseThrow();
        assertThat(area.meanClass()).isCloseTo(0.2f + 0.6f + 0.75f + 0.4f + 0.25f, within(1e-6f));
        assertThat(area.d1Share()).isCloseTo(0.7f, within(1e-6f));
        assertThat(counties.area("01003", TUESDAY.minusWeeks(1)).orElseThrow().meanClass())
                .isZero();
        assertThat(counties.area("01005", TUESDAY)).isEmpty();
        assertThat(counties.validDates()).containsExactly(TUESDAY.minusWeeks(1), TUESDAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_A_NUMBER|1003,AL,Baldwin,2017-01-03,100,0,0,0,0,0",
                "NOT_A_NUMBER|01003,AL,Baldwin,2017-01-03,dry,0,0,0,0,0",
                "OUT_OF_RANGE|01003,AL,Baldwin,2017-01-03,,0,0,0,0,0",
                "OUT_OF_RANGE|01003,AL,Baldwin,2017-01-03,101,-1,0,0,0,0",
                "OUT_OF_RANGE|01003,AL,Baldwin,2017-01-03,50,20,0,0,0,0",
                "BAD_DATE|01003,AL,Baldwin,2017-13-03,100,0,0,0,0,0",
                "DUPLICATE|01001,AL,Autauga,2017-01-03,0,100,0,0,0,0",
                "WRONG_FIELD_COUNT|01003,AL,Baldwin,2017-01-03,100,0,0,0,0"
            })
    void aBadLineIsLeftOutAndNothingElse(String reason, String line) throws IOException {
        UsdmCounties counties = read("01001,AL,Autauga,2017-01-03,100,0,0,0,0,0\n" + line + "\n");
        assertThat(counties.rejected()).hasSize(1);
        assertThat(counties.rejected().get(0).reason()).hasToString(reason);
        assertThat(counties.rejected().get(0).position()).isEqualTo(3);
        assertThat(counties.area("01001", TUESDAY).orElseThrow().meanClass()).isZero();
    }

    @Test
    void aFileWithoutAUsableLineIsRefused() {
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class).hasMessageContaining("no usable line");
        assertThatThrownBy(() -> UsdmCounties.read(folder.resolve("nowhere")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file");
    }
}
