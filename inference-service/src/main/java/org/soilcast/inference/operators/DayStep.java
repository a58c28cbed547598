package org.soilcast.inference.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.soilcast.inference.operators.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ParameterChange;
import org.soilcast.land.physics.SixteenBits;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * A day of a tile, from states, drivers and parameters to states and what is reported: the states are taken over into the
 * day's parameters when these are new, the land model computes the day, and where the tile can be rewound to its end the
 * states are rounded as the anchor keeps them. What these two add or take is booked.
 *
 * <p>Computes one tile after the other on this process's kernel, or many tiles in one step on a device; the bits are the
 * same. Holds work space, so each subtask needs its own.
 */
final class DayStep implements AutoCloseable {
    private final LandKernel kernel = new LandKernel();
    private final Optional<DailyStep> device;
    private float[] fluxes = new float[0];

    private DayStep(Optional<DailyStep> device) {
        this.device = device;
    }

    /** Tile by tile, on this process's kernel. */
    static DayStep tileByTile() {
        return new DayStep(Optional.empty());
    }

    /** Many tiles at once, on what is given, which this closes. */
    static DayStep atOnce(DailyStep device) {
        return new DayStep(Optional.of(device));
    }

    /**
     * A day that has been computed.
     *
     * @param day its plan
     * @param values its values
     * @param startOfDay states at its beginning in the day's own parameters, [state][cell]
     * @param endOfDay states at its end, [state][cell], as the next day begins with them
     * @param incrementMm water that was added not by weather but by new parameters and by rounding, [cell], negative when
     *     taken
     */
    record ComputedDay(PlannedDay day, DayValues values, float[] startOfDay, float[] endOfDay, float[] incrementMm) {
        /** A depth's water content in every cell of a block. */
        private interface Depth {
            void waterContent(float[] states, float[] contentM3PerM3, int cells);
        }

        /** What is published of it. */
        TileResult result(int issue) {
            TileDayInput input = day.kept().input();
            return new TileResult(
                    input.tile(),
                    input.epochDay(),
                    day.model().version(),
                    input.revision(),
                    issue,
                    valid(SoilLayers::surface),
                    valid(SoilLayers::rootZone),
                    incrementMm,
                    values.observedM3PerM3(),
                    values.quality());
        }

        /** What a retrieval of the day is compared with: the day's last state, or the mean of its first and last. */
        private float[] valid(Depth depth) {
            var end = new float[day.cells()];
            depth.waterContent(endOfDay, end, end.length);
            if (day.model().dailyMean()) {
                var start = new float[end.length];
                depth.waterContent(startOfDay, start, start.length);
                for (int cell = 0; cell < end.length; cell++) {
                    end[cell] = 0.5f * (start[cell] + end[cell]);
                }
            }
            return end;
        }
    }

    /** Computes a day of a tile. */
    ComputedDay compute(PlannedDay day) {
        return compute(List.of(day)).get(0);
    }

    /** Computes a day of each of some tiles, in their order. */
    List<ComputedDay> compute(List<PlannedDay> days) {
        var computed = new ArrayList<ComputedDay>(days.size());
        for (PlannedDay day : days) {
            computed.add(begun(day));
        }
        if (device.isPresent()) {
            forecast(computed, device.get());
        } else {
            computed.forEach(this::forecast);
        }
        computed.forEach(DayStep::end);
        return computed;
    }

    /** A day before its weather: {@code endOfDay} are the states to be moved. */
    private static ComputedDay begun(PlannedDay day) {
        float[] states = day.startOfDay().clone();
        var incrementMm = new float[day.cells()];
        float[] start = day.startOfDay();
        if (day.model().version() != day.before().version()) {
            ParameterChange.apply(
                    states, day.before().parameters(), day.model().parameters(), incrementMm, day.cells());
            start = states.clone();
        }
        return new ComputedDay(day, DayValues.unpacked(day.kept().input().values()), start, states, incrementMm);
    }

    private void forecast(ComputedDay computed) {
        int cells = computed.day().cells();
        if (fluxes.length < Flux.values().length * cells) {
            fluxes = new float[Flux.values().length * cells];
        }
        kernel.step(
                computed.endOfDay(),
                computed.day().model().parameters(),
                computed.values().drivers(),
                fluxes,
                cells);
    }

    private static void forecast(List<ComputedDay> computed, DailyStep device) {
        int cells = computed.stream().mapToInt(day -> day.day().cells()).sum();
        var states = new CellBlocks(State.values().length, cells);
        var parameters = new CellBlocks(Parameter.values().length, cells);
        var drivers = new CellBlocks(Driver.values().length, cells);
        int first = 0;
        for (ComputedDay day : computed) {
            int count = day.day().cells();
            states.putCells(day.endOfDay(), first, count);
            parameters.putCells(day.day().model().parameters(), first, count);
            drivers.putCells(day.values().drivers(), first, count);
            first += count;
        }
        device.step(states, parameters, drivers, new CellBlocks(Flux.values().length, cells));
        first = 0;
        for (ComputedDay day : computed) {
            states.takeCells(day.endOfDay(), first, day.day().cells());
            first += day.day().cells();
        }
    }

    private static void end(ComputedDay computed) {
        if (TileMemory.isAnchorDay(computed.day().epochDay())) {
            SixteenBits.round(
                    computed.endOfDay(), computed.incrementMm(), computed.day().cells());
        }
    }

    @Override
    public void close() {
        device.ifPresent(DailyStep::close);
    }
}
