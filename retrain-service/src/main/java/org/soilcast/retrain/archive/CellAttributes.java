package org.soilcast.retrain.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Tile;

/** What is fixed about the cells of a tile, as network inputs. */
public final class CellAttributes {
    private static final String ELEVATION = "elevation_m";

    private CellAttributes() {}

    /** A tile's attributes and elevation; NaN where the source has none. */
    public static NetworkInputs of(Tile tile) {
        int cells = tile.getCells().size();
        List<String> names = new ArrayList<>();
        var values = new float[(tile.getAttributes().size() + 1) * cells];
        for (var attribute : tile.getAttributes()) {
            for (int cell = 0; cell < cells; cell++) {
                boolean present = attribute.getPresent().get(cell);
                values[names.size() * cells + cell] =
                        present ? attribute.getValues().get(cell) : Float.NaN;
            }
            names.add(attribute.getName());
        }
        if (names.contains(ELEVATION)) {
            return new NetworkInputs(names, Arrays.copyOf(values, names.size() * cells), cells);
        }
        System.arraycopy(Floats.array(tile.getElevationM()), 0, values, names.size() * cells, cells);
        names.add(ELEVATION);
        return new NetworkInputs(names, values, cells);
    }
}
