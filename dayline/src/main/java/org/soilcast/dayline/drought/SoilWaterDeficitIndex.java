package org.soilcast.dayline.drought;

import org.soilcast.land.physics.Parameter;

/**
 * Soil water deficit index (Martínez-Fernández et al. 2015, Journal of Hydrology 522, 265–273, equation 1): SWDI = 10·(θ −
 * θfc)/(θfc − θwp) of the root zone, with field capacity and wilting point those of the land model, where plants begin to close
 * their stomata and where they stop. Above 0 there is no drought; down to −2 it is mild, to −5 moderate, to −10 severe, and
 * below that extreme: plants have no water left. It needs no history, so a new domain has it from its first day.
 */
public final class SoilWaterDeficitIndex {
    private static final float SCALE = 10;
    /** θref of the land model is no higher than this share of porosity. */
    private static final float MOST_OF_POROSITY = 0.95f;

    private SoilWaterDeficitIndex() {}

    /**
     * The index of cells, dimensionless; NaN where soil moisture is.
     *
     * @param rootZoneM3PerM3 mean of the top metre, m3/m3, {@code [cell]}
     * @param parameters of the land model, {@code [parameter][cell]}
     */
    public static float[] of(float[] rootZoneM3PerM3, float[] parameters) {
        int cells = rootZoneM3PerM3.length;
        var index = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            float wilting = parameters[Parameter.WILTING_POINT.ordinal() * cells + cell];
            float range = parameters[Parameter.REFERENCE_ABOVE_WILTING.ordinal() * cells + cell];
            float porosity = parameters[Parameter.POROSITY.ordinal() * cells + cell];
            float capacity = Math.min(wilting + range, MOST_OF_POROSITY * porosity);
            index[cell] = SCALE * (rootZoneM3PerM3[cell] - capacity) / (capacity - wilting);
        }
        return index;
    }
}
