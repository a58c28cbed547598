package org.soilcast.ingest.soil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoilMapTest {
    private static List<SoilMap> read(String attributes) throws IOException {
        JsonNode written = new YAMLMapper().readTree(attributes);
        return SoilMap.of(written, Path.of("domains", "plains.yaml"));
    }

    @Test
    void granulesAloneOrMapsBesideTheDescription() throws IOException {
        assertThat(read("granules")).isEmpty();
        assertThat(read("{sand: {file: maps/sand.tif, unit: g/kg}, clay: {file: /soil/clay.nc, unit: percent}}"))
                .containsExactly(
                        new SoilMap(SoilMap.Share.CLAY, Path.of("/soil/clay.nc"), SoilMap.Unit.PERCENT),
                        new SoilMap(SoilMap.Share.SAND, Path.of("domains", "maps", "sand.tif"), SoilMap.Unit.GRAMS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "soil|expected granules, or maps of clay and sand",
                "{}|expected granules, or maps of clay and sand",
                "{silt: {file: a, unit: percent}}|expected granules, or maps of clay and sand",
                "{clay: a.tif}|expected {file: FILE, unit: UNIT} of clay",
                "{clay: {file: a.tif}}|expected {file: FILE, unit: UNIT} of clay",
                "{clay: {file: a.tif, unit: ounces}}|expected percent, g/kg or kg/kg"
            })
    void whatCannotBeIsTold(String attributes, String expected) {
        assertThatThrownBy(() -> read(attributes)).hasMessageContaining(expected);
    }
}
