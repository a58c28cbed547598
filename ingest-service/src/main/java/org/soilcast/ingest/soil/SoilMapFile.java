package org.soilcast.ingest.soil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.MeasurementUnit;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.weather.AreaWeights;
import org.soilcast.schemas.EaseGrid;

/** Brings a map of soil onto cells by the area they share; what the file is, its first bytes decide. */
public final class SoilMapFile {
    private static final double ROUNDING_PERCENT = 0.01;
    private static final double LEAST_HIGHEST_PERCENT = 1;

    private SoilMapFile() {}

    /**
     * The share in each cell, percent, [cell]; NaN where less than half of a cell is known.
     *
     * @param rows of the cells on the grid
     * @param columns of the cells on the grid
     * @throws InputException with one line when the file cannot be read, has another unit or values that cannot be
     */
    public static float[] percent(SoilMap map, EaseGrid grid, int[] rows, int[] columns) {
        MapRaster raster = isTiff(map.file()) ? GeoTiff.read(map.file()) : netCdf(map);
        requireUnit(map, raster.statedUnit());
        double[] percent = raster.values();
        double highest = 0;
        for (int i = 0; i < percent.length; i++) {
            percent[i] = map.unit().toPercent(percent[i]);
            if (percent[i] < -ROUNDING_PERCENT || percent[i] > 100 + ROUNDING_PERCENT) {
                throw refused(
                        map,
                        String.format(
                                Locale.ROOT,
                                "a value of %.4g %% cannot be; is the unit wrong, or does the file not say"
                                        + " which value means none?",
                                percent[i]));
            }
            highest = Math.max(highest, Double.isNaN(percent[i]) ? 0 : percent[i]);
        }
        if (highest < LEAST_HIGHEST_PERCENT) {
            throw refused(map, "no value is above 1 %; is the unit wrong?");
        }
        return new AreaWeights(raster.grid(), grid, rows, columns).apply(percent);
    }

    private static boolean isTiff(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file + ": no such map of soil");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            String head = new String(stream.readNBytes(4), StandardCharsets.ISO_8859_1);
            return head.startsWith("II") || head.startsWith("MM");
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The only variable on latitudes and longitudes, or of several the only one with the share's name in its own. */
    private static MapRaster netCdf(SoilMap map) {
        try (SourceFile file = SourceFiles.open(map.file())) {
            List<SourceField> fields = file.fields().stream()
                    .filter(field -> AreaWeights.canBring(field.grid()))
                    .toList();
            List<SourceField> named = fields.stream()
                    .filter(field -> field.name()
                            .toLowerCase(Locale.ROOT)
                            .contains(map.share().label()))
                    .toList();
            List<SourceField> found = fields.size() == 1 ? fields : named;
            if (found.size() != 1 || found.get(0).steps() != 1) {
                throw refused(
                        map,
                        "expected one variable of one time on latitudes and longitudes, found "
                                + found.stream()
                                        .map(field -> field.name() + " of " + field.steps())
                                        .toList());
            }
            SourceField field = found.get(0);
            return new MapRaster(field.grid(), field.unit(), field.values(0));
        }
    }

    private static void requireUnit(SoilMap map, String stated) {
        boolean agrees = stated.isEmpty()
                || stated.equals("1") && map.unit() == SoilMap.Unit.FRACTION
                || MeasurementUnit.of(stated)
                                .equals(MeasurementUnit.of(map.unit().label()))
                        && MeasurementUnit.of(stated).isPresent();
        if (!agrees) {
            throw refused(map, "the description says " + map.unit().label() + ", the file says '" + stated + "'");
        }
    }

    private static InputException refused(SoilMap map, String why) {
        return new InputException(map.file() + ": map of " + map.share().label() + ": " + why);
    }
}
