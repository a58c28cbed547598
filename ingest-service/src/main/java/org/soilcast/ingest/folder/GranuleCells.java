package org.soilcast.ingest.folder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.soil.SoilMap;
import org.soilcast.ingest.soil.SoilMapFile;
import org.soilcast.ingest.source.EaseWindow;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.Floats;

/**
 * Finds the cells of a described domain in its granules, which hold fixed values of the land beside their retrievals: all
 * cells of the region of which any granule tells the soil. The first granule by name that has a value counts, and granules are
 * read in the order of their names until {@value #GRANULES_WITHOUT_NEWS} that have values in the region tell nothing new, two of
 * SMAP's cycles of 8 days; half-orbits elsewhere do not count. Maps of soil of the description count before granules. A
 * cell's key is row · columns + column of its grid.
 */
final class GranuleCells {
    /**
     * An attribute as granules have it.
     *
     * @param array name in the granule, without the suffix of its pass
     * @param name with its unit
     */
    private record FixedValue(String array, String name, double scale, double lowest, double highest) {
        boolean isIn(String path) {
            String plain = path.substring(path.lastIndexOf('/') + 1).replace("_pm", "");
            return plain.equals(array);
        }
    }

    private static final List<FixedValue> VALUES = List.of(
            new FixedValue("clay_fraction", "clay_percent", 100, 0, 100),
            new FixedValue("sand_fraction", "sand_percent", 100, 0, 100),
            new FixedValue("bulk_density", "bulk_density_g_per_cm3", 1, 0.01, 2.65),
            new FixedValue("albedo", "smap_albedo", 1, 0, 1),
            new FixedValue("roughness_coefficient", "smap_roughness_coefficient", 1, 0, 3),
            new FixedValue("static_water_body_fraction", "smap_water_body_fraction", 1, 0, 1),
            new FixedValue("vegetation_water_content", "vegetation_water_content_kg_per_m2", 1, 0, 30),
            new FixedValue("vegetation_opacity", "vegetation_opacity", 1, 0, 5),
            new FixedValue("landcover_class[0]", "landcover_igbp_class", 1, 1, 17));
    static final int GRANULES_WITHOUT_NEWS = 16;
    private static final int CLAY = 0;
    private static final int SAND = 1;
    /** Of clay and sand together, rounded values included. */
    private static final float MOST_PERCENT = 101;

    private static final List<String> NAMES =
            VALUES.stream().map(FixedValue::name).toList();

    private final DescribedDomain described;
    private final Map<Integer, float[]> attributes = new TreeMap<>();

    private GranuleCells(DescribedDomain described) {
        this.described = described;
    }

    /**
     * The domain.
     *
     * @throws InputException when no granule tells of a cell in the region
     */
    static Domain read(DescribedDomain described, List<FolderFile> files) {
        var cells = new GranuleCells(described);
        List<FolderFile> granules = files.stream()
                .filter(file -> file.isOf(described.retrievals().product()))
                .toList();
        int withoutNews = 0;
        for (int i = 0; i < granules.size() && withoutNews < GRANULES_WITHOUT_NEWS; i++) {
            withoutNews = switch (cells.add(granules.get(i))) {
                case NEWS -> 0;
                case KNOWN -> withoutNews + 1;
                case ELSEWHERE -> withoutNews;
            };
        }
        cells.takeMaps();
        List<Cell> found = cells.cells();
        if (found.isEmpty()) {
            throw new InputException("no granule of " + described.retrievals().product()
                    + " tells of a cell in the region of " + described.name()
                    + "; its cells are found in the first granules");
        }
        return new Domain(described.description(NAMES), found);
    }

    /** What a granule tells of the region, from the least. */
    private enum Told {
        ELSEWHERE,
        KNOWN,
        NEWS;

        Told or(Told other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private Told add(FolderFile file) {
        Told told = Told.ELSEWHERE;
        try (SourceFile granule = SourceFiles.open(file.path(), described.part())) {
            for (SourceField field : granule.fields()) {
                told = told.or(add(field));
            }
        }
        return told;
    }

    private Told add(SourceField field) {
        Optional<FixedValue> fixed =
                VALUES.stream().filter(value -> value.isIn(field.name())).findFirst();
        if (fixed.isEmpty() || !(field.grid() instanceof EaseWindow window) || window.grid() != described.grid()) {
            return Told.ELSEWHERE;
        }
        Told told = Told.ELSEWHERE;
        double[] values = field.values(0);
        for (int i = 0; i < values.length; i++) {
            double value = values[i] * fixed.get().scale;
            if (value >= fixed.get().lowest && value <= fixed.get().highest) {
                int row = window.firstRow() + i / window.columns();
                int column = window.firstColumn() + i % window.columns();
                if (described
                        .region()
                        .contains(
                                window.grid().latitudeDegrees(row),
                                window.grid().longitudeDegrees(column))) {
                    int key = row * window.grid().columns() + column;
                    told = told.or(put(key, VALUES.indexOf(fixed.get()), (float) value) ? Told.NEWS : Told.KNOWN);
                }
            }
        }
        return told;
    }

    private boolean put(int key, int attribute, float value) {
        float[] ofCell = attributes.computeIfAbsent(key, any -> {
            var none = new float[VALUES.size()];
            Arrays.fill(none, Float.NaN);
            return none;
        });
        boolean isNew = Float.isNaN(ofCell[attribute]);
        if (isNew) {
            ofCell[attribute] = value;
        }
        return isNew;
    }

    private void takeMaps() {
        if (described.soilMaps().isEmpty()) {
            return;
        }
        EaseGrid grid = described.grid();
        int[] keys = attributes.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[] rows = Arrays.stream(keys).map(key -> key / grid.columns()).toArray();
        int[] columns = Arrays.stream(keys).map(key -> key % grid.columns()).toArray();
        Map<Integer, float[]> ofGranules = new HashMap<>();
        attributes.forEach((key, values) -> ofGranules.put(key, values.clone()));
        for (SoilMap map : described.soilMaps()) {
            int attribute = NAMES.indexOf(map.share().attribute());
            float[] percent = SoilMapFile.percent(map, grid, rows, columns);
            for (int cell = 0; cell < keys.length; cell++) {
                float[] ofCell = attributes.getOrDefault(keys[cell], new float[0]);
                ofCell[attribute] = Float.isNaN(percent[cell]) ? ofCell[attribute] : percent[cell];
            }
        }
        requireShares(ofGranules);
    }

    /** Where clay and sand of different sources are more than all there is, as at a coast of one of two maps, granules count. */
    private void requireShares(Map<Integer, float[]> ofGranules) {
        int tooMuch = 0;
        for (Map.Entry<Integer, float[]> cell : attributes.entrySet()) {
            float[] values = cell.getValue();
            float[] granule = ofGranules.getOrDefault(cell.getKey(), values);
            if (values[CLAY] + values[SAND] > MOST_PERCENT) {
                boolean isOfMaps = values[CLAY] != granule[CLAY] && values[SAND] != granule[SAND];
                tooMuch += isOfMaps ? 1 : 0;
                values[CLAY] = granule[CLAY];
                values[SAND] = granule[SAND];
            }
        }
        if (tooMuch > 0) {
            throw new InputException(
                    "the maps of soil of " + described.name() + " have more than 100 % of clay and sand"
                            + " together in " + tooMuch + " cells; are they of the same depth?");
        }
    }

    private List<Cell> cells() {
        EaseGrid grid = described.grid();
        var cells = new ArrayList<Cell>();
        attributes.forEach((key, values) -> {
            int row = key / grid.columns();
            int column = key % grid.columns();
            double latitude = grid.latitudeDegrees(row);
            double longitude = grid.longitudeDegrees(column);
            if (!Float.isNaN(values[CLAY])) {
                cells.add(new Cell(
                        Integer.toString(key),
                        MortonOrder.ofGrid(row, column),
                        (float) latitude,
                        (float) longitude,
                        Float.NaN,
                        Floats.view(values)));
            }
        });
        return cells;
    }
}
