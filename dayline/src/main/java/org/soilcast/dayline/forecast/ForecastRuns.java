package org.soilcast.dayline.forecast;

import org.soilcast.dayline.TileState;
import org.soilcast.dayline.ensemble.EnsembleNumbers;
import org.soilcast.dayline.ensemble.MemberSpread;
import org.soilcast.dayline.ensemble.Perturbations;
import org.soilcast.dayline.ensemble.RunBlocks;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * Moves a tile's runs through the weather of a forecast, without retrievals: under given weather members, control and open
 * loop; under traces each member under its own, and beside it the open loop under the same. The tile's state is copied, so
 * its bytes stay. A pure function of tile and weather. Holds work space, so each thread needs its own.
 */
public final class ForecastRuns implements AutoCloseable {
    private static final int STATES = State.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int PARAMETERS = Parameter.values().length;

    private final DailyStep step;
    private final Perturbations perturbations = new Perturbations();
    private final MemberSpread spread = new MemberSpread();

    /** Computes with a step of the land model, which this closes. */
    public ForecastRuns(DailyStep step) {
        this.step = step;
    }

    /** What one forecast works on: states of all its runs, {@code [run][state][cell]}, and the kernel's blocks. */
    private static final class Work {
        final IssuedTile tile;
        final ForecastWeather weather;
        final int cells;
        final int runs;
        final boolean shared;
        final float[] members; // TileState at the end of the day; memory of the members' weather moves
        final RunBlocks layout;
        final CellBlocks states;
        final CellBlocks parameters;
        final CellBlocks drivers;
        final CellBlocks fluxes;
        float[] before;
        float[] after;

        Work(IssuedTile tile, ForecastWeather weather) {
            this.tile = tile;
            this.weather = weather;
            cells = tile.cells();
            runs = weather.isTraces() ? 2 * Runs.MEMBERS : Runs.COUNT;
            shared = tile.model().parameters().isShared();
            members = tile.ownState();
            layout = new RunBlocks(runs, RunBlocks.runsInBlock(cells), 1);
            states = layout.ofRuns(STATES);
            parameters = shared ? layout.ofTiles(PARAMETERS) : layout.ofRuns(PARAMETERS);
            drivers = layout.ofRuns(DRIVERS);
            fluxes = layout.ofRuns(Flux.values().length);
            after = new float[runs * STATES * cells];
            before = new float[after.length];
            for (int run = 0; run < runs; run++) {
                System.arraycopy(members, Runs.at(stateOf(run), cells), after, Runs.at(run, cells), STATES * cells);
            }
            putParameters();
        }

        /** The run of the tile's state that a run begins as. */
        int stateOf(int run) {
            return run < Runs.MEMBERS || !weather.isTraces() ? run : Runs.OPEN_LOOP;
        }

        /** The weather's series of a run. */
        int traceOf(int run) {
            return weather.isTraces() ? run % Runs.MEMBERS : 0;
        }

        private void putParameters() {
            RunParameters of = tile.model().parameters();
            if (shared) {
                layout.putShared(of.of(Runs.OPEN_LOOP), cells, parameters, 0);
                return;
            }
            for (int run = 0; run < runs; run++) {
                layout.put(of.of(stateOf(run)), 0, cells, parameters, run, 0);
            }
            layout.fillIdle(parameters, 0, cells);
        }
    }

    /**
     * The forecast's runs.
     *
     * @throws IllegalArgumentException if tile and weather have not the same cells, or the model has no numbers to perturb
     *     the weather by
     */
    public RunSeries of(IssuedTile tile, ForecastWeather weather) {
        if (tile.cells() != weather.cells()) {
            throw new IllegalArgumentException(
                    "weather of " + weather.cells() + " cells for a tile of " + tile.cells() + " cells");
        }
        if (weather.perturbed() && tile.model().filter().isEmpty()) {
            throw new IllegalArgumentException("the model has no numbers to perturb weather by");
        }
        var work = new Work(tile, weather);
        var series = new RunSeries(weather.days(), work.cells, weather.isTraces() ? Runs.MEMBERS : 1);
        for (int day = 0; day < weather.days(); day++) {
            float[] before = work.after;
            work.after = work.before;
            work.before = before;
            move(work, day);
            take(work, day, series);
        }
        return series;
    }

    private void move(Work work, int day) {
        int epochDay = work.tile.epochDay() + 1 + day;
        var drivers = new float[DRIVERS * work.cells];
        if (work.weather.perturbed()) {
            perturbations.of(work.tile.model().seed(), work.tile.cellKeys());
        }
        for (int run = 0; run < work.runs; run++) {
            work.layout.put(work.before, Runs.at(run, work.cells), work.cells, work.states, run, 0);
            work.weather.drivers(work.traceOf(run), day, drivers);
            if (run < Runs.MEMBERS && work.weather.perturbed()) {
                perturbations.force(
                        spreadOf(work),
                        run,
                        epochDay,
                        work.members,
                        TileState.rememberedAt(run, work.cells),
                        drivers,
                        work.drivers.values(),
                        work.layout.at(work.drivers, run, 0),
                        CellBlocks.CELLS);
            } else {
                work.layout.put(drivers, 0, work.cells, work.drivers, run, 0);
            }
        }
        work.layout.fillIdle(work.states, 0, work.cells);
        work.layout.fillIdle(work.drivers, 0, work.cells);
        step.step(work.states, work.parameters, work.drivers, work.fluxes);
        for (int run = 0; run < work.runs; run++) {
            work.layout.take(work.states, run, 0, work.after, Runs.at(run, work.cells), work.cells);
        }
        if (work.weather.perturbed()) {
            spread.spread(
                    spreadOf(work), perturbations, epochDay, work.tile.model().parameters(), work.after);
        }
    }

    private static EnsembleNumbers spreadOf(Work work) {
        return work.tile.model().filter().map(FilterNumbers::spread).orElseThrow();
    }

    private static void take(Work work, int day, RunSeries series) {
        ObservationOperator observation = work.tile.model().observation();
        int cells = work.cells;
        for (int run = 0; run < work.runs; run++) {
            int at = Runs.at(run, cells);
            if (run < Runs.MEMBERS) {
                int into = series.at(day, run);
                observation.surface(work.before, at, work.after, at, series.surface(), into, cells);
                observation.rootZone(work.before, at, work.after, at, series.rootZone(), into, cells);
            } else if (work.stateOf(run) == Runs.OPEN_LOOP) {
                int into = series.openLoopAt(day, work.traceOf(run));
                observation.surface(work.before, at, work.after, at, series.openLoop(), into, cells);
            } else {
                observation.surface(work.before, at, work.after, at, series.control(), day * cells, cells);
            }
        }
    }

    @Override
    public void close() {
        step.close();
    }
}
