package org.soilcast.inference.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.soilcast.inference.tile.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.land.state.ParameterChange;
import org.soilcast.land.state.SixteenBits;

/**
 * A day of a tile, from states, drivers and parameters to states and what is reported: the states are taken over into the
 * day's parameters when these are new, the land model computes the day, and where the tile can be rewound to its end the
 * states are rounded as the anchor keeps them. What these two add or take is booked.
 *
 * <p>Computes one tile after the other on this process's kernel, or many tiles in one step on a device; the bits are the
 * same. Holds work space, so each subtask needs its own.
 */
public final class DayStep implements AutoCloseable {
    private final LandKernel kernel = new LandKernel();
    private final Optional<DailyStep> device;
    private float[] fluxes = new float[0];

    private DayStep(Optional<DailyStep> device) {
        this.device = device;
    }

    /** Tile by tile, on this process's kernel. */
    public static DayStep tileByTile() {
        return new DayStep(Optional.empty());
    }

    /** Many tiles at once, on what is given, which this closes. */
    public static DayStep atOnce(DailyStep device) {
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
    public record ComputedDay(
            PlannedDay day, DayValues values, float[] startOfDay, float[] endOfDay, float[] incrementMm) {
        /** What is published of it. */
        TileResult result(int issue) {
            TileDayInput input = day.kept().input();
            int cells = day.cells();
            ObservationOperator operator =
                    day.model().dailyMean() ? ObservationOperator.DAILY_MEAN : ObservationOperator.END_OF_DAY;
            var surfaceM3PerM3 = new float[cells];
            operator.surface(startOfDay, 0, endOfDay, 0, surfaceM3PerM3, 0, cells);
            var rootZoneM3PerM3 = new float[cells];
            operator.rootZone(startOfDay, 0, endOfDay, 0, rootZoneM3PerM3, 0, cells);
            return new TileResult(
                    input.tile(),
                    input.epochDay(),
                    day.model().version(),
                    input.revision(),
                    issue,
                    surfaceM3PerM3,
                    rootZoneM3PerM3,
                    incrementMm,
                    values.observedM3PerM3(),
                    values.quality());
        }
    }

    /** Computes a day of a tile. */
    public ComputedDay compute(PlannedDay day) {
        return compute(List.of(day)).get(0);
    }

    /** Computes a day of each of some tiles, in their order. */
    public List<ComputedDay> compute(List<PlannedDay> days) {
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
