package org.soilcast.retrain.archive;

import java.util.List;
import java.util.function.Function;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.TileDay;

/** What the archive keeps of a tile-day, in the order of its files; adding one is a new file format. */
public enum ArchiveVariable {
    /** Precipitation, mm/day. */
    PRECIPITATION_MM_PER_DAY(day -> Floats.array(day.getPrecipitationMmPerDay())),
    /** Daily mean air temperature at 2 m, °C. */
    AIR_TEMPERATURE_C(day -> Floats.array(day.getAirTemperatureC())),
    /** Potential evapotranspiration, mm/day. */
    POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY(day -> Floats.array(day.getPotentialEvapotranspirationMmPerDay())),
    /** Accepted retrieval of surface soil moisture, m3/m3; NaN where there is none. */
    OBSERVED_M3_PER_M3(day -> Floats.array(day.getObservedM3PerM3())),
    /** Bits of {@code QualityFlags} as a whole number; a float holds 24 of them exactly. */
    QUALITY(day -> wholeNumbers(day.getQuality()));

    private final Function<TileDay, float[]> source;

    ArchiveVariable(Function<TileDay, float[]> source) {
        this.source = source;
    }

    /**
     * All variables of a tile-day, [variable][cell].
     *
     * @throws IllegalArgumentException when one of them has another number of cells
     */
    static float[] values(TileDay day, int cells) {
        var values = new float[values().length * cells];
        for (ArchiveVariable variable : values()) {
            float[] one = variable.source.apply(day);
            if (one.length != cells) {
                throw new IllegalArgumentException("tile " + day.getTile() + ", " + day.getDate() + ": " + variable
                        + " has " + one.length + " cells, expected " + cells);
            }
            System.arraycopy(one, 0, values, variable.ordinal() * cells, cells);
        }
        return values;
    }

    private static float[] wholeNumbers(List<Integer> numbers) {
        var floats = new float[numbers.size()];
        int i = 0;
        for (int number : numbers) {
            floats[i++] = number;
        }
        return floats;
    }
}
