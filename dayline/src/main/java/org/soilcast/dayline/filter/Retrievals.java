package org.soilcast.dayline.filter;

import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * The retrievals of a day and which of them the filter may use, judged by what is known before it: not where the source
 * advises against one, where it exceeds the porosity, on days of more than {@value #HEAVY_RAIN_MM_PER_DAY} mm, under snow
 * and below {@value #COLDEST_C} °C.
 */
public final class Retrievals {
    static final float HEAVY_RAIN_MM_PER_DAY = 10;
    /** Air temperature below which none is used, °C. */
    public static final float COLDEST_C = 0.2f;
    /** Snow that hides the ground, mm water equivalent. */
    public static final float SNOW_MM = 0.1f;

    private Retrievals() {}

    /**
     * Reasons of the weather and of the source against each retrieval, bits of {@link AnalysisFlags}.
     *
     * @param observedM3PerM3 {@code [cell]}, NaN where there is none
     * @param recommended whether the source does not advise against it, {@code [cell]}
     * @param drivers {@code [driver][cell]}
     * @param control states of the control at the end of the day, {@code [state][cell]} from {@code controlAt} on
     * @param parameters of the control, {@code [parameter][cell]}
     * @param flags {@code [cell]}, to which bits are added
     */
    public static void judge(
            float[] observedM3PerM3,
            boolean[] recommended,
            float[] drivers,
            float[] control,
            int controlAt,
            float[] parameters,
            int[] flags) {
        int cells = observedM3PerM3.length;
        int rain = Driver.PRECIPITATION_MM_PER_DAY.ordinal() * cells;
        int air = Driver.AIR_TEMPERATURE_C.ordinal() * cells;
        int ice = controlAt + State.SNOW_ICE_MM.ordinal() * cells;
        int liquid = controlAt + State.SNOW_LIQUID_MM.ordinal() * cells;
        int porosity = Parameter.POROSITY.ordinal() * cells;
        for (int cell = 0; cell < cells; cell++) {
            if (Float.isNaN(observedM3PerM3[cell])) {
                continue;
            }
            flags[cell] |= AnalysisFlags.RETRIEVED
                    | (recommended[cell] ? 0 : AnalysisFlags.NOT_RECOMMENDED)
                    | (observedM3PerM3[cell] > parameters[porosity + cell] ? AnalysisFlags.ABOVE_POROSITY : 0)
                    | (drivers[rain + cell] > HEAVY_RAIN_MM_PER_DAY ? AnalysisFlags.HEAVY_RAIN : 0)
                    | (control[ice + cell] + control[liquid + cell] > SNOW_MM ? AnalysisFlags.SNOW : 0)
                    | (drivers[air + cell] < COLDEST_C ? AnalysisFlags.COLD : 0);
        }
    }
}
