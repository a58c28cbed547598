package org.soilcast.retrain.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Tile;

/** What is fixed about the cells of a tile, as network inputs. */
public final class CellAttributes {
    private CellAttributes() {}

    /**
     * A tile's attributes, elevation, latitude and longitude; NaN where the source has none. Where a cell lies says what
     * maps of soil and plants do not, as far as what was learned from lies around it.
     */
    public static NetworkInputs of(Tile tile) {
        int cells = tile.getCells().size();
        Map<String, float[]> inputs = new LinkedHashMap<>();
        for (var attribute : tile.getAttributes()) {
            float[] values = Floats.array(attribute.getValues()).clone();
            for (int cell = 0; cell < cells; cell++) {
                values[cell] = attribute.getPresent().get(cell) ? values[cell] : Float.NaN;
            }
            inputs.put(attribute.getName(), values);
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
}
