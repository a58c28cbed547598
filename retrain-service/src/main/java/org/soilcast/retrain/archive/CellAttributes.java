package org.soilcast.retrain.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Tile;

/** What is fixed about the cells of a tile, as network inputs. */
public final class CellAttributes {
    private static final String LAND_COVER = "landcover_igbp_class";
    private static final int LAND_COVERS = 17; // classes 1–17 of the International Geosphere–Biosphere Programme

    private CellAttributes() {}

    /**
     * A tile's attributes, elevation, latitude and longitude; NaN where the source has none. Where a cell lies says what
     * maps of soil and plants do not, as far as what was learned from lies around it. A class of land cover becomes an
     * input of its own: held-out blocks of cells within the training year are predicted better so than from the number of
     * the class, which has no order (mean RMSE of g_A .0591 instead of .0626 m3/m3, seed 1, one network a fold).
     */
    public static NetworkInputs of(Tile tile) {
        int cells = tile.getCells().size();
        Map<String, float[]> inputs = new LinkedHashMap<>();
        for (var attribute : tile.getAttributes()) {
            float[] values = Floats.array(attribute.getValues()).clone();
            for (int cell = 0; cell < cells; cell++) {
                values[cell] = attribute.getPresent().get(cell) ? values[cell] : Float.NaN;
            }
            if (attribute.getName().equals(LAND_COVER)) {
                putClasses(values, inputs);
            } else {
                inputs.put(attribute.getName(), values);
            }
        }
        inputs.putIfAbsent("elevation_m", Floats.array(tile.getElevationM()));
        inputs.putIfAbsent("latitude_degrees", Floats.array(tile.getLatitudeDegrees()));
        inputs.putIfAbsent("longitude_degrees", Floats.array(tile.getLongitudeDegrees()));
        var all = new float[inputs.size() * cells];
        int at = 0;
        for (float[] values : inputs.values()) {
            System.arraycopy(values, 0, all, at, cells);
            at += cells;
        }
        return new NetworkInputs(List.copyOf(inputs.keySet()), all, cells);
    }

    /** The attribute that an input tells something of: its own name, but for a class of land cover. */
    public static String attributeOf(String input) {
        return input.startsWith(LAND_COVER + "_") ? LAND_COVER : input;
    }

    /** An input for each class: 1 for cells that are of it, else 0. */
    private static void putClasses(float[] classes, Map<String, float[]> inputs) {
        for (int cover = 1; cover <= LAND_COVERS; cover++) {
            var values = new float[classes.length];
            for (int cell = 0; cell < values.length; cell++) {
                values[cell] = Float.isNaN(classes[cell]) ? Float.NaN : classes[cell] == cover ? 1 : 0;
            }
            inputs.put(LAND_COVER + "_" + cover, values);
        }
    }
}
