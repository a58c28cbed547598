package org.soilcast.land.kernel;

import java.util.Arrays;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** A block of random cells over days of random weather, with L = Σ over days of first-layer water and runoff, in mm. */
public final class Window {
    public static final int CELLS = RandomBlock.CELLS;

    public final CellBlocks states;
    public final CellBlocks parameters;
    public final CellBlocks drivers;
    private final int days;

    /** dL/d(first states) and dL/d(parameters) of every cell. */
    public record Gradient(CellBlocks states, CellBlocks parameters) {}

    public Window(long seed, int days) {
        this.days = days;
        RandomBlock block = new RandomBlock(seed);
        states = CellBlocks.ofRows(block.states, State.values().length, CELLS);
        parameters = CellBlocks.ofRows(block.parameters, Parameter.values().length, CELLS);
        int driverCount = Driver.values().length;
        drivers = new CellBlocks(days * driverCount, CELLS);
        for (int day = 0; day < days; day++) {
            block.weather(day);
            CellBlocks.copyIn(
                    block.drivers,
                    CELLS,
                    0,
                    CELLS,
                    driverCount,
                    drivers.values(),
                    day * driverCount * CellBlocks.CELLS);
        }
    }

    Gradient gradient(Lanes lanes, int segmentDays) {
        return gradient(new WindowAdjoint(lanes, days, segmentDays), (day, ofStates, startAt, endAt, fluxes) -> {});
    }

    public Gradient gradient(WindowAdjoint adjoint, WindowAdjoint.Results results) {
        Gradient gradient = new Gradient(
                new CellBlocks(State.values().length, CELLS), new CellBlocks(Parameter.values().length, CELLS));
        adjoint.forward(states, parameters, drivers, 0, results);
        adjoint.backward(
                parameters,
                drivers,
                0,
                (day, ofStates, ofFluxes) -> {
                    int runoff = Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal() * CellBlocks.CELLS;
                    for (int cell = 0; cell < CellBlocks.CELLS; cell++) {
                        ofStates[cell] += 1;
                    }
                    Arrays.fill(ofFluxes, runoff, runoff + CellBlocks.CELLS, 1);
                },
                gradient.states,
                gradient.parameters);
        return gradient;
    }
}
