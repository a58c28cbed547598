package org.soilcast.dayline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.dayline.ensemble.MemberSpread;
import org.soilcast.dayline.ensemble.Perturbations;
import org.soilcast.dayline.ensemble.RunBlocks;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * Computes days of tiles: forecast by the land model, analysis of the retrieval, report. Each result is a pure function of
 * its {@link TileDay}: the same bits alone or with others, on the processor or on a device. Holds work space, so each
 * thread needs its own.
 */
public final class DayLine implements AutoCloseable {
    private static final int STATES = State.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int PARAMETERS = Parameter.values().length;
    private static final int FLUXES = Flux.values().length;

    private final DailyStep step;
    private final Perturbations perturbations = new Perturbations();
    private final MemberSpread spread = new MemberSpread();
    private final DayAnalysis analysis = new DayAnalysis();
    private final Map<Shape, Blocks> reused = new LinkedHashMap<>();

    /** Computes with a step of the land model, which this closes. */
    public DayLine(DailyStep step) {
        this.step = step;
    }

    /**
     * What tiles have in common that can be computed in one step.
     *
     * @param runsInBlock runs side by side in a block
     * @param ensemble whether all runs are computed, else the open loop alone
     * @param shared whether all runs have the same parameters
     * @param tiles how many
     */
    private record Shape(int runsInBlock, boolean ensemble, boolean shared, int tiles) {
        static Shape of(TileDay day) {
            return new Shape(
                    RunBlocks.runsInBlock(day.cells()),
                    day.model().filter().isPresent(),
                    day.model().parameters().isShared() || day.model().filter().isEmpty(),
                    1);
        }

        Shape ofTiles(int count) {
            return new Shape(runsInBlock, ensemble, shared, count);
        }

        int runs() {
            return ensemble ? Runs.COUNT : 1;
        }
    }

    /** Blocks of one step. */
    private record Blocks(
            RunBlocks layout, CellBlocks states, CellBlocks parameters, CellBlocks drivers, CellBlocks fluxes) {
        static Blocks of(Shape shape) {
            var layout = new RunBlocks(shape.runs(), shape.runsInBlock(), shape.tiles());
            return new Blocks(
                    layout,
                    layout.ofRuns(STATES),
                    shape.shared() ? layout.ofTiles(PARAMETERS) : layout.ofRuns(PARAMETERS),
                    layout.ofRuns(DRIVERS),
                    layout.ofRuns(FLUXES));
        }
    }

    /** Computes a day of a tile. */
    public ComputedDay compute(TileDay day) {
        return compute(List.of(day)).get(0);
    }

    /** Computes a day of each of some tiles, in their order; of the tiles that can be, in one step. */
    public List<ComputedDay> compute(List<TileDay> days) {
        var alike = new LinkedHashMap<Shape, List<Integer>>();
        List<TileDay> formed = days.stream().map(TileDay::inFormOfModel).toList();
        for (int i = 0; i < formed.size(); i++) {
            alike.computeIfAbsent(Shape.of(formed.get(i)), shape -> new ArrayList<>())
                    .add(i);
        }
        var computed = new ComputedDay[formed.size()];
        alike.forEach((shape, places) -> {
            List<TileDay> some = places.stream().map(formed::get).toList();
            List<float[]> states = forecast(shape.ofTiles(some.size()), some);
            for (int tile = 0; tile < some.size(); tile++) {
                computed[places.get(tile)] = end(some.get(tile), states.get(tile));
            }
        });
        return List.of(computed);
    }

    /** States of tiles after the day's weather. */
    private List<float[]> forecast(Shape shape, List<TileDay> days) {
        Blocks blocks = reused.computeIfAbsent(shape, Blocks::of);
        List<float[]> states = days.stream().map(day -> day.state().clone()).toList();
        for (int tile = 0; tile < days.size(); tile++) {
            fill(shape, blocks, days.get(tile), tile, states.get(tile));
        }
        step.step(blocks.states, blocks.parameters, blocks.drivers, blocks.fluxes);
        for (int tile = 0; tile < days.size(); tile++) {
            take(shape, blocks, tile, states.get(tile), days.get(tile).cells());
        }
        return states;
    }

    private void fill(Shape shape, Blocks blocks, TileDay day, int tile, float[] state) {
        int cells = day.cells();
        if (shape.ensemble) {
            perturbations.of(day.model().seed(), day.cellKeys());
        }
        for (int place = 0; place < shape.runs(); place++) {
            int run = shape.ensemble ? place : Runs.OPEN_LOOP;
            blocks.layout.put(state, TileState.at(state, run, cells), cells, blocks.states, place, tile);
            if (run < Runs.MEMBERS) {
                perturbations.force(
                        day.model().filter().orElseThrow().spread(),
                        run,
                        day.epochDay(),
                        state,
                        TileState.rememberedAt(run, cells),
                        day.drivers(),
                        blocks.drivers.values(),
                        blocks.layout.at(blocks.drivers, run, tile),
                        CellBlocks.CELLS);
            } else {
                blocks.layout.put(day.drivers(), 0, cells, blocks.drivers, place, tile);
            }
            if (!shape.shared) {
                blocks.layout.put(day.model().parameters().of(run), 0, cells, blocks.parameters, place, tile);
            }
        }
        blocks.layout.fillIdle(blocks.states, tile, cells);
        blocks.layout.fillIdle(blocks.drivers, tile, cells);
        if (shape.shared) {
            blocks.layout.putShared(day.model().parameters().of(Runs.OPEN_LOOP), cells, blocks.parameters, tile);
        } else {
            blocks.layout.fillIdle(blocks.parameters, tile, cells);
        }
    }

    private static void take(Shape shape, Blocks blocks, int tile, float[] state, int cells) {
        if (shape.ensemble) {
            IntStream.range(0, Runs.COUNT)
                    .forEach(run -> blocks.layout.take(blocks.states, run, tile, state, Runs.at(run, cells), cells));
            return;
        }
        // Without an ensemble every run is the open loop, so that a later model version finds all of them alike.
        for (int run = TileState.isPlain(state, cells) ? Runs.OPEN_LOOP : 0; run < Runs.COUNT; run++) {
            blocks.layout.take(blocks.states, 0, tile, state, TileState.at(state, run, cells), cells);
        }
    }

    private ComputedDay end(TileDay day, float[] state) {
        day.model().filter().ifPresent(numbers -> {
            perturbations.of(day.model().seed(), day.cellKeys());
            spread.spread(
                    numbers.spread(), perturbations, day.epochDay(), day.model().parameters(), state);
        });
        return new ComputedDay(state, analysis.of(day, state));
    }

    @Override
    public void close() {
        step.close();
    }
}
