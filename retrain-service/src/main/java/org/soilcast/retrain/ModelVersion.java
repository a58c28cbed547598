package org.soilcast.retrain;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.ensemble.CounterRandom;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.State;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.SpinUp;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileModel;

/**
 * Where a version of a domain's model stands.
 *
 * @param number its number
 * @param parent the version before it; empty for the first
 * @param effectiveFrom first day that it is asked for
 */
record ModelVersion(int number, OptionalInt parent, LocalDate effectiveFrom) {
    /**
     * The record of a tile's model.
     *
     * @param inputs of the parameter network
     * @param spinUp gave the start states
     * @param climatology of the open loop; empty where the days do not suffice for one
     * @param span days that all of it was made from
     */
    TileModel tileModel(
            Tile tile, NetworkInputs inputs, SpinUp spinUp, Optional<Climatology> climatology, DaySpan span) {
        short[] coefficients = climatology.map(Climatology::coefficients).orElse(new short[0]);
        ByteBuffer bytes = ByteBuffer.allocate(coefficients.length * Short.BYTES);
        bytes.asShortBuffer().put(coefficients);
        return TileModel.newBuilder()
                .setDomain(tile.getDomain())
                .setTile(tile.getTile())
                .setVersion(number)
                .setEffectiveFrom(effectiveFrom)
                .setObservationTime(tile.getObservationTime())
                .setInputNames(inputs.names())
                .setInputs(Floats.view(inputs.values()))
                .setStateNames(Arrays.stream(State.values()).map(State::name).toList())
                .setStartState(Floats.view(spinUp.states()))
                .setSpinUpFrom(span.first())
                .setSpinUpTo(span.last())
                .setSpinUpCycles(spinUp.progress().cycles())
                .setCellKeys(
                        tile.getCells().stream().map(CounterRandom::cellKey).toList())
                .setClimatology(bytes)
                .setClimatologyYears(climatology.map(Climatology::years).orElse(0))
                .setClimatologyFrom(span.first())
                .setClimatologyTo(span.last())
                .build();
    }
}
