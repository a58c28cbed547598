package org.soilcast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.schemas.avro.SoilMoisture;

class SoilMoistureCsvTest {
    private final SoilMoistureTable table = new SoilMoistureTable();

    @Test
    void goldenTable() throws IOException {
        table.add(Records.tile(0, "10", "2"));
        table.add(Records.moisture(0, "2015-04-01", 2, 0.25f)
                .setModelVersion(3)
                .setRevision(2)
                .setIssue(9)
                .setSurfaceMeanM3PerM3(List.of(0.25f, 0.3f))
                .setSurfaceSdM3PerM3(List.of(0.015625f, Float.NaN))
                .setSurfaceOpenLoopM3PerM3(List.of(0.2f, 0.1f))
                .setSurfaceForecastM3PerM3(List.of(0.24f, 0.5f))
                .setObservedM3PerM3(List.of(0.26f, Float.NaN))
                .setQuality(List.of(33, 0))
                .build());
        assertThat(csv()).isEqualTo("""
                cell,date,lead_days,surface_mean,surface_sd,rootzone_mean,rootzone_sd,surface_open_loop,\
                surface_forecast,observed,innovation,surface_percentile,rootzone_percentile,drought_class,\
                drought_probability,model_version,revision,quality
                2,2015-04-01,0,0.300000,,0.375000,,0.100000,0.500000,,,,,,,3,2,0
                10,2015-04-01,0,0.250000,0.015625,0.375000,,0.200000,0.240000,0.260000,0.020000,,,,,3,2,33
                """);
    }

    @Test
    void everyRowHasAsManyFieldsAsTheHeader() throws IOException {
        table.add(Records.tile(0, "1"));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).build());
        assertThat(csv().lines().map(line -> line.split(",", -1).length)).containsOnly(18);
    }

    @Test
    void rowsAreSortedByCellAcrossTilesThenByDate() throws IOException {
        table.add(Records.tile(1, "2", "30"));
        table.add(Records.tile(0, "1", "11"));
        table.add(Records.moisture(0, "2015-04-02", 2, 0.25f).build());
        table.add(Records.moisture(1, "2015-04-01", 2, 0.25f).build());
        table.add(Records.moisture(0, "2015-04-01", 2, 0.25f).build());
        table.add(Records.moisture(1, "2015-04-02", 2, 0.25f).build());
        assertThat(keys())
                .containsExactly(
                        "1,2015-04-01",
                        "1,2015-04-02",
                        "2,2015-04-01",
                        "2,2015-04-02",
                        "11,2015-04-01",
                        "11,2015-04-02",
                        "30,2015-04-01",
                        "30,2015-04-02");
    }

    @Test
    void dateWithoutResultHasNoRowAndTileWithoutResultNone() throws IOException {
        table.add(Records.tile(0, "1"));
        table.add(Records.tile(1, "2"));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).build());
        table.add(Records.moisture(0, "2015-04-03", 1, 0.25f).build());
        assertThat(keys()).containsExactly("1,2015-04-01", "1,2015-04-03");
        assertThat(table.cells()).isEqualTo(1);
    }

    @Test
    void laterRecordReplacesAnEarlierOneWhateverItsRevision() throws IOException {
        table.add(Records.tile(0, "1"));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).setRevision(2).build());
        table.add(Records.moisture(0, "2015-04-01", 1, 0.5f).setRevision(1).build());
        assertThat(csv().lines().skip(1)).hasSize(1).first().asString().startsWith("1,2015-04-01,0,0.500000,");
    }

    @Test
    void numberOfComputationsIsNotShown() throws IOException {
        table.add(Records.tile(0, "1"));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).setIssue(1).build());
        String first = csv();
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).setIssue(7).build());
        assertThat(csv()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist"})
    void textDoesNotDependOnTheLocale(String tag) throws IOException {
        table.add(Records.tile(0, "1"));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).build());
        String expected = csv();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(csv()).isEqualTo(expected).contains("1,2015-04-01,0,0.250000,");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void cellKeysWithSeparatorsAreQuoted() throws IOException {
        table.add(Records.tile(0, "a,\"b\""));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).build());
        assertThat(csv()).contains("\n\"a,\"\"b\"\"\",2015-04-01,0,");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NaN, 1e4f})
    void valuesThatNoExportCanHoldAreRefused(float value) {
        table.add(Records.tile(0, "77"));
        assertThatThrownBy(() ->
                        table.add(Records.moisture(0, "2015-04-01", 1, value).build()))
                .hasMessageStartingWith("tile 0, 2015-04-01: surface_mean: expected a number that is finite and small");
    }

    @Test
    void recordOfAnEarlierStartOfTheJobNeverReplacesALaterOnes() throws IOException {
        table.add(Records.tile(0, "1"));
        table.add(Records.moisture(0, "2015-04-01", 1, 0.25f).setEpoch(2).build());
        table.add(Records.moisture(0, "2015-04-01", 1, 0.5f).setEpoch(1).build());
        assertThat(csv()).contains("1,2015-04-01,0,0.250000,");
    }

    @Test
    void resultsThatDoNotFitTheirTileAreRefused() {
        SoilMoisture early = Records.moisture(0, "2015-04-01", 2, 0.25f).build();
        assertThatThrownBy(() -> table.add(early)).hasMessageContaining("tile 0, but no such tile");
        table.add(Records.tile(0, "1"));
        assertThatThrownBy(() -> table.add(early))
                .hasMessage("tile 0, 2015-04-01: surface_mean: expected 1 values, found 2");
        SoilMoisture other =
                Records.moisture(0, "2015-04-01", 1, 0.25f).setDomain("other").build();
        assertThatThrownBy(() -> table.add(other)).hasMessageContaining("domain other");
    }

    private String csv() throws IOException {
        var out = new StringWriter();
        SoilMoistureCsv.write(table, out);
        return out.toString();
    }

    private List<String> keys() throws IOException {
        return csv().lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)))
                .toList();
    }
}
