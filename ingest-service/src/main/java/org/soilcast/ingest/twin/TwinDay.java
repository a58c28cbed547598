package org.soilcast.ingest.twin;

import java.time.LocalDate;
import java.util.Arrays;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.parse.DomainDay;

/** One day of the twin. */
final class TwinDay implements DomainDay {
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

    @Override
    public LocalDate date() {
        return date;
    }

    @Override
    public float[] forcing(ForcingVariable variable, int tile) {
        int index = TwinWeather.VARIABLES.indexOf(variable);
        if (index < 0) {
            return new float[0];
        }
        int cells = soilMoistureM3PerM3[tile].length;
        return Arrays.copyOfRange(forcing[tile], index * cells, (index + 1) * cells);
    }

    @Override
    public float[] soilMoistureM3PerM3(int tile) {
        return soilMoistureM3PerM3[tile].clone();
    }
}
