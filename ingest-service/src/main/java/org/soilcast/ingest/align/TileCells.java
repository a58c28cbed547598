package org.soilcast.ingest.align;

import java.util.Arrays;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.Tile;

/** What aligning needs to know of a tile's cells, as plain arrays [cell]. */
final class TileCells {
    private static final String BULK_DENSITY = "bulk_density_g_per_cm3";
    /** Density of quartz and most soil minerals (Hillel 1998, Environmental Soil Physics). */
    private static final float MINERAL_DENSITY_G_PER_CM3 = 2.65f;

    private final Tile tile;
    private final float[] latitudeDegrees;
    private final float[] elevationM;
    private final float[] porosity;
    private final Normals normals;

    TileCells(Tile tile) {
        this.tile = tile;
        this.latitudeDegrees = Floats.array(tile.getLatitudeDegrees());
        this.elevationM = Floats.array(tile.getElevationM());
        this.porosity = porosity(tile);
        this.normals = Normals.of(tile);
    }

    Tile tile() {
        return tile;
    }

    int cells() {
        return latitudeDegrees.length;
    }

    float latitudeDegrees(int cell) {
        return latitudeDegrees[cell];
    }

    /** NaN where unknown. */
    float elevationM(int cell) {
        return elevationM[cell];
    }

    /** Share of pores in the soil's volume, 1 − bulk density / mineral density; NaN where unknown. */
    float porosity(int cell) {
        return porosity[cell];
    }

    /** What fills long gaps of the weather. */
    Normals normals() {
        return normals;
    }

    private static float[] porosity(Tile tile) {
        for (Attribute attribute : tile.getAttributes()) {
            if (attribute.getName().equals(BULK_DENSITY)) {
                float[] porosity = Floats.array(attribute.getValues());
                for (int cell = 0; cell < porosity.length; cell++) {
                    porosity[cell] = attribute.getPresent().get(cell)
                            ? 1 - porosity[cell] / MINERAL_DENSITY_G_PER_CM3
                            : Float.NaN;
                }
                return porosity;
            }
        }
        var unknown = new float[tile.getCells().size()];
        Arrays.fill(unknown, Float.NaN);
        return unknown;
    }
}
