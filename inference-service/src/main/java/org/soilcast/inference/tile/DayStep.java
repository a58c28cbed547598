package org.soilcast.inference.tile;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.soilcast.dayline.DayLine;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.DayReport;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.TileDay;
import org.soilcast.dayline.TileState;
import org.soilcast.inference.tile.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.schemas.QualityFlags;

/**
 * Hosts the {@link DayLine}: makes its days of the plans of tiles. States are taken over into the day's parameters when
 * these are new, and rounded where the tile can be rewound to; what both add or take is booked.
 *
 * <p>Many tiles in one step, on a device, give each the bits it has alone. Holds work space, so each subtask needs its own.
 */
public final class DayStep implements AutoCloseable {
    private final DayLine line;
    private final IntFunction<DayNumbers> numbers;

    private DayStep(DailyStep step, IntFunction<DayNumbers> numbers) {
        this.line = new DayLine(step);
        this.numbers = numbers;
    }

    /**
     * On this process's kernel.
     *
     * @param numbers what the bundle of a version says of the analysis
     */
    public static DayStep onProcessor(IntFunction<DayNumbers> numbers) {
        return new DayStep(new LandKernel(), numbers);
    }

    /** On what is given, which this closes. */
    public static DayStep on(DailyStep device, IntFunction<DayNumbers> numbers) {
        return new DayStep(device, numbers);
    }

    /**
     * A day that has been computed.
     *
     * @param day its plan
     * @param values its values
     * @param endOfDay {@link TileState} at its end, as the next day begins with it
     * @param report what the day line reports
     * @param incrementMm water that the analysis has not from weather but from retrieval, new parameters and rounding,
     *     [cell], negative when taken
     */
    public record ComputedDay(
            PlannedDay day, DayValues values, float[] endOfDay, DayReport report, float[] incrementMm) {
        /** What is published of it. */
        TileResult result(int issue) {
            TileDayInput input = day.kept().input();
            return new TileResult(
                    input.tile(),
                    input.epochDay(),
                    day.model().version(),
                    input.revision(),
                    issue,
                    ReportedColumns.of(report, values.observedM3PerM3(), incrementMm),
                    ReportedColumns.dryMembers(report),
                    ReportedColumns.quality(
                            report, values.quality(), day.model().climatologyYears()));
        }
    }

    /** A plan with its state taken over into the day's parameters. */
    private record Begun(PlannedDay plan, DayValues values, TileDay day, float[] incrementMm) {}

    /** Computes a day of a tile. */
    public ComputedDay compute(PlannedDay day) {
        return compute(List.of(day)).get(0);
    }

    /** Computes a day of each of some tiles, in their order. */
    public List<ComputedDay> compute(List<PlannedDay> days) {
        List<Begun> begun = days.stream().map(this::begin).toList();
        List<org.soilcast.dayline.ComputedDay> computed =
                line.compute(begun.stream().map(Begun::day).toList());
        return IntStream.range(0, begun.size())
                .mapToObj(i -> end(begun.get(i), computed.get(i)))
                .toList();
    }

    private Begun begin(PlannedDay plan) {
        DayValues values = DayValues.unpacked(plan.kept().input().values());
        int cells = plan.cells();
        var incrementMm = new float[cells];
        float[] state = plan.startOfDay();
        if (plan.model().version() != plan.before().version()) {
            state = state.clone();
            var openLoopIncrementMm = new float[cells];
            TileState.takeOver(state, plan.before().runs(), plan.model().runs(), incrementMm, openLoopIncrementMm);
            incrementMm = TileState.isPlain(state, cells) ? openLoopIncrementMm : incrementMm;
        }
        var recommended = new boolean[cells];
        for (int cell = 0; cell < cells; cell++) {
            recommended[cell] = (values.quality()[cell] & QualityFlags.RETRIEVAL_NOT_RECOMMENDED) == 0;
        }
        var day = new TileDay(
                plan.epochDay(),
                plan.model().cellKeys(),
                values.drivers(),
                values.observedM3PerM3(),
                recommended,
                plan.model().model(numbers.apply(plan.model().version())),
                state,
                TileMemory.isAnchorDay(plan.epochDay()));
        return new Begun(plan, values, day, incrementMm);
    }

    private static ComputedDay end(Begun begun, org.soilcast.dayline.ComputedDay computed) {
        float[] incrementMm = computed.report().row(Reported.INCREMENT_MM);
        for (int cell = 0; cell < incrementMm.length; cell++) {
            incrementMm[cell] += begun.incrementMm()[cell];
        }
        return new ComputedDay(begun.plan(), begun.values(), computed.state(), computed.report(), incrementMm);
    }

    @Override
    public void close() {
        line.close();
    }
}
