package org.soilcast.learning.run;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.soilcast.dayline.ComputedDay;
import org.soilcast.dayline.DayLine;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.TileDay;
import org.soilcast.dayline.TileModel;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.ensemble.CounterRandom;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.filter.AnalysisFlags;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.learning.history.CellHistory;

/**
 * A history through the day line, as the job computes it: what was forecast before each retrieval, and the analysis after it.
 * The values of a cell are those of the job but for the 16 bits in which the job keeps weather and, every seventh day, states.
 */
public final class DayLineRun {
    /** Random numbers of all runs; the job's own seed. */
    private static final long SEED = 1;

    private final CellHistory history;
    private final float[] parameters;
    private final List<float[]> ofMembers;
    private final float[] start;
    private final Optional<LocalDate> climatologyTo;

    /**
     * A run to come, without a climatology.
     *
     * @param parameters {@code [parameter][cell]}
     * @param start states at the begin of the first day, {@code [state][cell]}
     */
    public DayLineRun(CellHistory history, float[] parameters, float[] start) {
        this(history, parameters, List.of(), start, Optional.empty());
    }

    private DayLineRun(
            CellHistory history,
            float[] parameters,
            List<float[]> ofMembers,
            float[] start,
            Optional<LocalDate> climatologyTo) {
        this.history = history;
        this.parameters = parameters;
        this.ofMembers = List.copyOf(ofMembers);
        this.start = start;
        this.climatologyTo = climatologyTo;
    }

    /** The same with percentiles among the days of the open loop up to a cut date, where these are a year or more. */
    public DayLineRun withClimatologyTo(LocalDate cut) {
        return new DayLineRun(history, parameters, ofMembers, start, Optional.of(cut));
    }

    /** The same with parameters of their own for the ensemble's members, which use these in turn. */
    public DayLineRun withMembers(List<float[]> parametersOfMembers) {
        return new DayLineRun(history, parameters, parametersOfMembers, start, climatologyTo);
    }

    /** A run from the network's parameters, the days repeated until the surface is near equilibrium. */
    public static DayLineRun settled(CellHistory history, float[] parameters, int cycles) {
        return new DayLineRun(history, parameters, OpenLoop.cycled(history.forcing(), parameters, cycles));
    }

    /** What was reported, each {@code [day][cell]}; units as {@link Reported} says. */
    public static final class Series {
        private final Map<Reported, float[]> rows = new EnumMap<>(Reported.class);
        private final boolean[] assimilated; // [day][cell]
        private final int cells;

        private Series(List<Reported> wanted, int days, int cells) {
            this.cells = cells;
            assimilated = new boolean[days * cells];
            wanted.forEach(what -> rows.put(what, new float[days * cells]));
        }

        private void take(int day, int first, ComputedDay computed) {
            rows.forEach((what, row) -> {
                float[] values = computed.report().row(what);
                System.arraycopy(values, 0, row, day * cells + first, values.length);
            });
            for (int cell = 0; cell < computed.report().cells(); cell++) {
                assimilated[day * cells + first + cell] =
                        (computed.report().flags(cell) & AnalysisFlags.ASSIMILATED) != 0;
            }
        }

        /** Whether the filter used a retrieval of a day, 0-based, and cell. */
        public boolean assimilated(int day, int cell) {
            return assimilated[day * cells + cell];
        }

        /** All values of one kind; the array itself. */
        public float[] row(Reported what) {
            float[] row = rows.get(what);
            if (row == null) {
                throw new IllegalArgumentException(what + " was not asked for");
            }
            return row;
        }
    }

    /**
     * Runs all days.
     *
     * @param numbers what the bundle says of the analysis
     * @param wanted what to keep of the reports
     */
    public Series with(DayNumbers numbers, Reported... wanted) {
        int cells = history.cells().size();
        var series = new Series(List.of(wanted), history.span().days(), cells);
        int firstEpochDay = Math.toIntExact(history.span().first().toEpochDay());
        show(numbers, chosen -> (day, computed) -> series.take(day.epochDay() - firstEpochDay, chosen[0], computed));
        return series;
    }

    /** What is done with a tile's days as they are computed, in their order. */
    @FunctionalInterface
    public interface Days {
        /** Sees a day and what came of it. */
        void see(TileDay day, ComputedDay computed);
    }

    /** Who looks at the days of a tile, from the positions of its cells. Called from several threads. */
    @FunctionalInterface
    public interface Onlooker {
        /** For one tile. */
        Days of(int[] chosen);
    }

    /** Runs all days and shows each tile's to an onlooker of its own. */
    public void show(DayNumbers numbers, Onlooker onlooker) {
        tiles().parallel().forEach(chosen -> run(numbers, chosen, onlooker.of(chosen)));
    }

    private Stream<int[]> tiles() {
        int cells = history.cells().size();
        int tiles = (cells + CellBlocks.CELLS - 1) / CellBlocks.CELLS;
        return IntStream.range(0, tiles).mapToObj(tile -> {
            int first = tile * CellBlocks.CELLS;
            return IntStream.range(first, Math.min(cells, first + CellBlocks.CELLS))
                    .toArray();
        });
    }

    private void run(DayNumbers numbers, int[] chosen, Days days) {
        CellHistory own = history.select(chosen);
        int count = chosen.length;
        var model = new TileModel(
                SEED,
                history.observation(),
                new RunParameters(
                        columns(parameters, chosen),
                        ofMembers.stream()
                                .map(member -> columns(member, chosen))
                                .toList()),
                numbers.filter(),
                numbers.correction(),
                climatologyTo.flatMap(cut -> climatology(own, cut, chosen)));
        long[] keys = own.cells().stream()
                .mapToLong(cell -> CounterRandom.cellKey(cell.id()))
                .toArray();
        float[] state = columns(start, chosen);
        LocalDate firstDate = history.span().first();
        try (var line = new DayLine(new LandKernel())) {
            for (int day = 0; day < own.span().days(); day++) {
                var drivers = new float[Driver.values().length * count];
                own.forcing().drivers(day, drivers);
                var observed = new float[count];
                var recommended = new boolean[count];
                for (int cell = 0; cell < count; cell++) {
                    observed[cell] = own.retrieval(day, cell);
                    recommended[cell] = !Float.isNaN(own.recommendedRetrieval(day, cell));
                }
                int epochDay = Math.toIntExact(firstDate.toEpochDay() + day);
                var input = new TileDay(epochDay, keys, drivers, observed, recommended, model, state, false);
                ComputedDay computed = line.compute(input);
                state = computed.state();
                days.see(input, computed);
            }
        }
    }

    private Optional<Climatology> climatology(CellHistory own, LocalDate cut, int... chosen) {
        return OpenLoopClimatology.of(
                own.forcing().between(own.span().first(), cut),
                columns(parameters, chosen),
                columns(start, chosen),
                own.observation());
    }

    private float[] columns(float[] rows, int... chosen) {
        return CellHistory.columns(rows, history.cells().size(), chosen);
    }

    /** The same cells and parameters on some of the cells only. */
    public DayLineRun select(int... chosen) {
        return new DayLineRun(
                history.select(chosen),
                columns(parameters, chosen),
                ofMembers.stream().map(member -> columns(member, chosen)).toList(),
                columns(start, chosen),
                climatologyTo);
    }

    /** The history. */
    public CellHistory history() {
        return history;
    }

    /** The open loop of the surface, {@code [day][cell]}, m3/m3. */
    public float[] openLoop() {
        return OpenLoop.run(history.forcing(), parameters, start, history.observation())
                .surface();
    }

    /** Every so many-th cell, at most so many. */
    public static int[] spread(int cells, int most) {
        int step = Math.max(1, (cells + most - 1) / most);
        return IntStream.range(0, cells).filter(cell -> cell % step == 0).toArray();
    }
}
