package org.soilcast.ingest.align;

import java.util.List;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.schemas.avro.Forcing;

/**
 * What the weather of a tile and date lacks.
 *
 * @param any whether there are gaps that its neighbours may fill, so that a change of theirs changes its day
 * @param ofTemperature whether something has to be filled before its day can be computed
 */
record ForcingGaps(boolean any, boolean ofTemperature) {
    static ForcingGaps of(Forcing forcing) {
        boolean any = Normals.VARIABLES.stream().anyMatch(variable -> hasGaps(variable.of(forcing)));
        List<Float> temperature = ForcingVariable.AIR_TEMPERATURE_K.of(forcing);
        return new ForcingGaps(any, temperature.isEmpty() || hasGaps(temperature));
    }

    private static boolean hasGaps(List<Float> values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
