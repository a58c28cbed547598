package org.soilcast.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.soil.SoilFiles;

/** Cells of a real granule's place whose soil a map tells. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the granules")
class MappedSoilTest {
    private static final String GRANULE = "REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5";
    private static final int CLAY = 0;
    private static final int SAND = 1;

    @TempDir
    private Path folder;

    private List<Cell> cells(String attributes) throws IOException {
        DescribedDomain described =
                Plains.described(folder, "6 solar", "{precipitation: [era5], air_temperature: [era5]}", attributes);
        Path granule = Path.of(System.getenv("SOILCAST_DATA"), "smap_granule", GRANULE);
        return GranuleCells.read(described, List.of(FolderFile.read(granule, described::takes)))
                .cells();
    }

    @Test
    void aMapCountsWhereItReachesAndTheGranuleElsewhere() throws IOException {
        Map<String, Cell> before = new HashMap<>();
        cells("granules").forEach(cell -> before.put(cell.key(), cell));
        SoilFiles.tiff(folder.resolve("clay.tif"), i -> 33);
        SoilFiles.netCdf(folder.resolve("sand.nc"), "%", i -> 41, "sand");
        List<Cell> mapped = cells("{clay: {file: clay.tif, unit: percent}, sand: {file: sand.nc, unit: percent}}");
        assertThat(mapped).hasSameSizeAs(before.values());
        int inside = 0;
        for (Cell cell : mapped) {
            Cell granule = before.get(cell.key());
            boolean isInside = cell.latitudeDegrees() > 30.5
                    && cell.latitudeDegrees() < 49.5
                    && cell.longitudeDegrees() > -109.5
                    && cell.longitudeDegrees() < -80.5;
            boolean isOutside = cell.longitudeDegrees() < -110.5 || cell.latitudeDegrees() < 29.5;
            if (isInside) {
                inside++;
                assertThat(cell.attributes().get(CLAY)).isCloseTo(33f, within(1e-4f));
                assertThat(cell.attributes().get(SAND)).isCloseTo(41f, within(1e-4f));
            } else if (isOutside) {
                assertThat(cell.attributes()).isEqualTo(granule.attributes());
            }
        }
        assertThat(inside).isGreaterThan(20).isLessThan(mapped.size());
    }

    @Test
    void aMapThatContradictsTheGranuleDoesNotCountThere() throws IOException {
        SoilFiles.tiff(folder.resolve("sand.tif"), i -> 78);
        List<Cell> mapped = cells("{sand: {file: sand.tif, unit: percent}}"); // granules tell of clay alone
        assertThat(mapped)
                .noneMatch(
                        cell -> cell.attributes().get(CLAY) + cell.attributes().get(SAND) > 101);
        assertThat(mapped)
                .anyMatch(cell -> cell.attributes().get(CLAY) > 23
                        && Float.isNaN(cell.attributes().get(SAND)));
        assertThat(mapped).anyMatch(cell -> Math.abs(cell.attributes().get(SAND) - 78) < 1e-4f);
    }

    @Test
    void mapsThatContradictEachOtherAreRefused() throws IOException {
        SoilFiles.tiff(folder.resolve("clay.tif"), i -> 60);
        SoilFiles.tiff(folder.resolve("sand.tif"), i -> 50);
        assertThatThrownBy(
                        () -> cells("{clay: {file: clay.tif, unit: percent}, sand: {file: sand.tif, unit: percent}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("more than 100 % of clay and sand together");
    }
}
