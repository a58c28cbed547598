package org.soilcast.dayline;

import java.util.Optional;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.kernel.ObservationOperator;

/**
 * All that a model version says of a tile. What is optional is missing in bundles that were made without it; the report
 * says so.
 *
 * @param seed of the random numbers, part of the model version
 * @param observation what of the model a retrieval is compared with
 * @param parameters of the land model
 * @param filter numbers of ensemble and filter; without them the analysis is the open loop
 * @param correction of the published forecast; without it the filter's own is published
 * @param climatology without it there are no percentiles and classes
 */
public record TileModel(
        long seed,
        ObservationOperator observation,
        RunParameters parameters,
        Optional<FilterNumbers> filter,
        Optional<Correction> correction,
        Optional<Climatology> climatology) {
    public TileModel {
        climatology.ifPresent(years -> {
            if (years.cells() != parameters.cells()) {
                throw new IllegalArgumentException(
                        "a climatology of " + years.cells() + " cells for parameters of " + parameters.cells());
            }
        });
    }

    /** Whether there is nothing to compute but the open loop. */
    public boolean isPlain() {
        return filter.isEmpty() && correction.isEmpty();
    }

    /** Number of cells. */
    public int cells() {
        return parameters.cells();
    }
}
