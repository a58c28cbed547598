package org.soilcast.ingest.described;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.weather.WeatherRole;
import org.soilcast.schemas.EaseGrid;

class DomainFileTest {
    private static final String GOOD = """
        name: plains
        grid: m36
        region: {box: {south: 35, north: 45, west: -105, east: -95}}
        day_ends: 6 solar
        retrievals: {product: SPL3SMP, pass: morning, wait_days: 2}
        forcing:
          precipitation: [gridmet, era5]
          air_temperature: [era5]
        attributes: granules
        """;

    @TempDir
    private Path folder;

    private DescribedDomain read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("plains.yaml"), text);
        return DomainFile.read(file.toString());
    }

    @Test
    void readsADescription() throws IOException {
        DescribedDomain domain = read(GOOD);
        assertThat(domain.name()).isEqualTo("plains");
        assertThat(domain.grid()).isEqualTo(EaseGrid.M36);
        assertThat(domain.forcing().get(WeatherRole.PRECIPITATION)).isEqualTo(List.of("gridmet", "era5"));
        assertThat(domain.retrievals().source()).isEqualTo("spl3smp_am");
        assertThat(domain.region().contains(40, -100)).isTrue();
        assertThat(domain.region().contains(40, -94)).isFalse();
        assertThat(domain.description(List.of()).dayDefinition()).startsWith("the 24 hours to 6 h mean solar time");
        assertThat(read(GOOD + "# other\n").description(List.of())).isNotEqualTo(domain.description(List.of()));
    }

    @Test
    void thoseThatComeWithSoilcastCanBeRead() {
        for (String shipped : DomainFile.SHIPPED) {
            assertThat(DomainFile.isOne(shipped)).isTrue();
            assertThat(DomainFile.read(shipped).name()).isEqualTo(shipped);
        }
        assertThat(DomainFile.isOne("smap_conus")).isFalse();
    }

    @Test
    void aRegionMayBeGeoJsonWithAHole() throws IOException {
        Files.writeString(folder.resolve("region.json"), """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Polygon",
             "coordinates": [[[0,0],[10,0],[10,10],[0,10],[0,0]], [[4,4],[6,4],[6,6],[4,6],[4,4]]]}}]}
            """);
        Region region =
                read(GOOD.replaceAll("\\{box.*", "{geojson: region.json}")).region();
        assertThat(region.contains(2, 2)).isTrue();
        assertThat(region.contains(5, 5)).isFalse();
        assertThat(region.contains(11, 5)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grid: m36|grid: m37|expected m09 or m36",
                "6 solar|noon|end of the day",
                "south: 35|south: 55|box",
                "south: 35|south: none|expected a number for south",
                "SPL3SMP|SPL4SMAU|retrievals: expected one of",
                "morning|night|expected evening or morning",
                "air_temperature|temperature|there is no variable temperature",
                "[gridmet, era5]|[gridmet, somebody]|somebody",
                "attributes: granules|attributes: soil|expected granules",
                "wait_days: 2}|wait_days: 2, colour: red}|colour",
                "name: plains|name: plains: x|mapping",
                "air_temperature: [era5]|wind_speed: [era5]|air_temperature is missing"
            })
    void whatCannotBeIsToldInOneLine(String good, String bad, String expected) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("plains.yaml", expected)
                        .doesNotContain("\n"));
    }

    @Test
    void aMissingFileIsTold() {
        assertThatThrownBy(() -> DomainFile.read(folder.resolve("none.yaml").toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such description");
    }
}
