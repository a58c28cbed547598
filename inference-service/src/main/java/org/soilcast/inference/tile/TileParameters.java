package org.soilcast.inference.tile;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.TileModel;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * All that the land operator needs of one model version for one tile.
 *
 * @param tile tile number
 * @param version model version
 * @param effectiveFromEpochDay first day that a tile can start with it, days since 1970-01-01
 * @param dailyMean whether results of a day are the mean of its first and last state, else the last state
 * @param parameters land model parameters, [parameter][cell]
 * @param startState states at the beginning of that day, [state][cell]; none once the tile runs
 * @param cellKeys what random numbers are keyed by, [cell]
 * @param climatologyYears years that the climatology was made of
 * @param climatology coefficients of a {@link Climatology}; none where there is none
 * @param numbers sections of the bundle that say how a day is analysed, as {@code BundleSections} writes them; the same for
 *     all tiles, and none once {@link VersionNumbers} holds them
 */
public record TileParameters(
        int tile,
        int version,
        long effectiveFromEpochDay,
        boolean dailyMean,
        float[] parameters,
        float[] startState,
        long[] cellKeys,
        int climatologyYears,
        short[] climatology,
        byte[] numbers) {
    /** Random numbers decide nothing but themselves: one seed serves all versions, so that a swap brings no new noise. */
    static final long SEED = 1;

    public TileParameters {
        int cells = parameters.length / Parameter.values().length;
        if (parameters.length != cells * Parameter.values().length
                || startState.length != 0 && startState.length != cells * State.values().length
                || cellKeys.length != cells) {
            throw new IllegalArgumentException("tile " + tile + " version " + version + ": " + parameters.length
                    + " parameters do not fit " + startState.length + " states and " + cellKeys.length + " keys");
        }
    }

    /** A version without climatology whose bundle says nothing of the analysis; random numbers keyed by place. */
    public static TileParameters openLoop(
            int tile,
            int version,
            long effectiveFromEpochDay,
            boolean dailyMean,
            float[] parameters,
            float[] startState) {
        return new TileParameters(
                tile,
                version,
                effectiveFromEpochDay,
                dailyMean,
                parameters,
                startState,
                placeKeys(tile, parameters.length / Parameter.values().length),
                0,
                new short[0],
                new byte[0]);
    }

    /** Keys of cells by their place: tile, then position. */
    public static long[] placeKeys(int tile, int cells) {
        var keys = new long[cells];
        for (int cell = 0; cell < cells; cell++) {
            keys[cell] = ((long) tile << Byte.SIZE) + cell;
        }
        return keys;
    }

    /**
     * Says that the tile-model of a version was refused for a tile: the tile goes on with the version it has, and its
     * days do not wait for this one.
     */
    public static TileParameters refused(int tile, int version, long effectiveFromEpochDay) {
        return openLoop(tile, version, effectiveFromEpochDay, false, new float[0], new float[0]);
    }

    /** Whether there is nothing to simulate with, because the tile-model was refused. */
    public boolean isRefused() {
        return cells() == 0;
    }

    /** Number of cells. */
    public int cells() {
        return parameters.length / Parameter.values().length;
    }

    TileParameters withoutStartState() {
        return with(new float[0], numbers);
    }

    TileParameters withoutNumbers() {
        return withNumbers(new byte[0]);
    }

    /** The same with other sections of the bundle. */
    public TileParameters withNumbers(byte[] sections) {
        return with(startState, sections);
    }

    private TileParameters with(float[] otherStart, byte[] otherNumbers) {
        return new TileParameters(
                tile,
                version,
                effectiveFromEpochDay,
                dailyMean,
                parameters,
                otherStart,
                cellKeys,
                climatologyYears,
                climatology,
                otherNumbers);
    }

    /** Parameters of all runs. */
    RunParameters runs() {
        return RunParameters.shared(parameters);
    }

    /** All that the day line is told of the tile, with what its bundle says of the analysis. */
    TileModel model(DayNumbers ofVersion) {
        return new TileModel(
                SEED,
                dailyMean ? ObservationOperator.DAILY_MEAN : ObservationOperator.END_OF_DAY,
                runs(),
                ofVersion.filter(),
                ofVersion.correction(),
                climatology.length == 0
                        ? Optional.empty()
                        : Optional.of(new Climatology(climatologyYears, cells(), climatology)));
    }

    @Override
    public String toString() {
        return "TileParameters[tile=" + tile + ", version=" + version + ", effectiveFrom="
                + LocalDate.ofEpochDay(effectiveFromEpochDay) + ", cells=" + cells() + "]";
    }
}
