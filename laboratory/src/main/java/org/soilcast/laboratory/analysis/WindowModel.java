package org.soilcast.laboratory.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * The land model of one block over the days of a window as a function of its controls u, in units of their standard
 * deviations σ: moisture of the three layers at the begin, the cell's bias, and the logarithm of each day's factor on
 * precipitation,
 *
 * <pre>  W = W_b + σ·z·u   within 0 … porosity·z,     β = β_b + σ_β·u,     P(day) = P_b(day)·e^(σ_P·u) </pre>
 *
 * <p>with z the depth of the layer. What is expected of a retrieval is f = H(x) − β. Its derivatives by all controls come
 * from one run of the generated adjoint.
 */
final class WindowModel {
    static final int LANES = CellBlocks.CELLS;
    private static final int BIAS = Runs.LAYERS;
    private static final int FIRST_RAIN = BIAS + 1;
    private static final int STATES = State.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int RAIN = Driver.PRECIPITATION_MM_PER_DAY.ordinal();

    private final VariationalNumbers numbers;
    private final ObservationOperator observation;
    private final CellBlocks parameters;
    private final RunParameters bounds;
    private final WindowAdjoint[] adjoints; // [days − 1]
    private final float[] sds; // of layers in mm
    private final float[] plainDrivers; // [day][driver][128]
    private final CellBlocks drivers;
    private final CellBlocks states = new CellBlocks(STATES, LANES);
    private final CellBlocks byState = new CellBlocks(STATES, LANES);
    private final CellBlocks byDriver;
    private final float[] surface; // [day][128]
    private final float[] bySurface; // [1 + day + 1][128], first and last zero
    private final float[] end = new float[STATES * LANES];
    private float[] background; // [state][128]
    private float[] backgroundBias = new float[LANES];
    private int days;

    /** A window of no days yet, of exactly 128 cells. */
    WindowModel(VariationalNumbers numbers, SettledCells block) {
        int most = numbers.mostDays();
        this.numbers = numbers;
        observation = block.history().observation();
        parameters = CellBlocks.ofRows(block.parameters(), Parameter.values().length, LANES);
        bounds = RunParameters.shared(block.parameters());
        adjoints = IntStream.rangeClosed(1, most)
                .mapToObj(length -> new WindowAdjoint(Lanes.best(), length, length))
                .toArray(WindowAdjoint[]::new);
        sds = new float[] {
            (float) (numbers.layer1SdM3PerM3() * SoilLayers.DEPTH_1_MM),
            (float) (numbers.layer2SdM3PerM3() * SoilLayers.DEPTH_2_MM),
            (float) (numbers.layer3SdM3PerM3() * SoilLayers.DEPTH_3_MM)
        };
        plainDrivers = new float[most * DRIVERS * LANES];
        drivers = new CellBlocks(most * DRIVERS, LANES);
        byDriver = new CellBlocks(most * DRIVERS, LANES);
        surface = new float[most * LANES];
        bySurface = new float[(most + 2) * LANES];
        background = block.start().clone();
    }

    /** Controls of a window of so many days. */
    static int controls(int days) {
        return FIRST_RAIN + days;
    }

    int days() {
        return days;
    }

    /** Adds a day at the end, {@code [driver][128]}. */
    void add(float[] dayDrivers) {
        System.arraycopy(dayDrivers, 0, plainDrivers, days * DRIVERS * LANES, DRIVERS * LANES);
        days++;
    }

    /** Takes days off the begin, where the window then has this background. */
    void begin(int dropped, float[] states, float[] bias) {
        int width = DRIVERS * LANES;
        System.arraycopy(plainDrivers, dropped * width, plainDrivers, 0, (days - dropped) * width);
        days -= dropped;
        background = states;
        backgroundBias = bias;
    }

    /** Runs the window under controls {@code [control][128]}. */
    void run(float[] controls) {
        System.arraycopy(background, 0, states.values(), 0, background.length);
        for (int layer = 0; layer < Runs.LAYERS; layer++) {
            for (int lane = 0; lane < LANES; lane++) {
                states.values()[layer * LANES + lane] += sds[layer] * controls[layer * LANES + lane];
            }
            bounds.bound(Runs.CONTROL, layer, states.values(), layer * LANES);
        }
        System.arraycopy(plainDrivers, 0, drivers.values(), 0, days * DRIVERS * LANES);
        for (int day = 0; day < days; day++) {
            int rain = (day * DRIVERS + RAIN) * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                float control = controls[(FIRST_RAIN + day) * LANES + lane];
                if (control != 0) {
                    drivers.values()[rain + lane] *= (float) StrictMath.exp(numbers.rainSd() * control);
                }
            }
        }
        adjoints[days - 1].forward(states, parameters, drivers, 0, (day, values, startAt, endAt, fluxes) -> {
            observation.surface(values, startAt, values, endAt, surface, day * LANES, LANES);
            if (day == days - 1) {
                System.arraycopy(values, endAt, end, 0, end.length);
            }
        });
    }

    /** What is expected of a retrieval of a day of the window, after a run, m3/m3. */
    float expected(float[] controls, int day, int lane) {
        return surface[day * LANES + lane] - bias(controls, lane);
    }

    private float bias(float[] controls, int lane) {
        return backgroundBias[lane] + (float) numbers.biasSdM3PerM3() * controls[BIAS * LANES + lane];
    }

    /** The bias of each cell, {@code [128]}, m3/m3, faded by so many days. */
    float[] fadedBias(float[] controls, int fadedDays) {
        float kept = (float) StrictMath.exp(-fadedDays / numbers.biasMemoryDays());
        var bias = new float[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            bias[lane] = kept * bias(controls, lane);
        }
        return bias;
    }

    /** States at the end of the last day after a run, {@code [state][128]}; the array itself. */
    float[] end() {
        return end;
    }

    /**
     * Derivatives of what is expected of one retrieval a cell by its controls, around the last run.
     *
     * @param dayOfLane the day of each cell's retrieval, {@code [128]}, negative for none
     * @param row {@code [control][128]}, written
     */
    void derivatives(int[] dayOfLane, float[] row) {
        Arrays.fill(row, 0);
        Arrays.fill(bySurface, 0);
        for (int lane = 0; lane < LANES; lane++) {
            if (dayOfLane[lane] >= 0) {
                bySurface[(1 + dayOfLane[lane]) * LANES + lane] = 1;
                row[BIAS * LANES + lane] = (float) -numbers.biasSdM3PerM3();
            }
        }
        adjoints[days - 1].backwardToForcing(
                parameters,
                drivers,
                0,
                (day, ofStates, ofFluxes) ->
                        observation.addSurfaceAdjoint(bySurface, (1 + day) * LANES, (2 + day) * LANES, ofStates, LANES),
                byState,
                byDriver);
        observation.addSurfaceAdjoint(bySurface, 0, LANES, byState.values(), LANES); // the first day begins with them
        for (int layer = 0; layer < Runs.LAYERS; layer++) {
            for (int lane = 0; lane < LANES; lane++) {
                row[layer * LANES + lane] = sds[layer] * byState.values()[layer * LANES + lane];
            }
        }
        for (int day = 0; day < days; day++) {
            int rain = (day * DRIVERS + RAIN) * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                row[(FIRST_RAIN + day) * LANES + lane] =
                        (float) numbers.rainSd() * drivers.values()[rain + lane] * byDriver.values()[rain + lane];
            }
        }
    }
}
