package org.soilcast.ingest.twin;

import java.time.LocalDate;
import java.util.Arrays;
import org.soilcast.ingest.domain.ForcingVariable;

/** One day of the twin. */
final class TwinDay {
    private final LocalDate date;
    private final float[][] forcing;
    private final float[][] soilMoistureM3PerM3;

    /**
     * A day that keeps the arrays.
     *
     * @param forcing [tile][variable of {@link TwinWeather#VARIABLES} · cells of the tile + cell]
     * @param soilMoistureM3PerM3 [tile][cell]
     */
    TwinDay(LocalDate date, float[][] forcing, float[][] soilMoistureM3PerM3) {
        this.date = date;
        this.forcing = forcing;
        this.soilMoistureM3PerM3 = soilMoistureM3PerM3;
    }

    /** The date. */
    LocalDate date() {
        return date;
    }

    /** A variable of a tile, [cell]; empty for relative humidity. */
    float[] forcing(ForcingVariable variable, int tile) {
        int index = TwinWeather.VARIABLES.indexOf(variable);
        if (index < 0) {
            return new float[0];
        }
        int cells = soilMoistureM3PerM3[tile].length;
        return Arrays.copyOfRange(forcing[tile], index * cells, (index + 1) * cells);
    }

    /** Retrievals of a tile, m3/m3, [cell], NaN where there is none. */
    float[] soilMoistureM3PerM3(int tile) {
        return soilMoistureM3PerM3[tile].clone();
    }
}
