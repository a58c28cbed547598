package org.soilcast.inference.tile;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.soilcast.land.state.SixteenBits;

/**
 * Plans the days of a tile: what an input changes in its memory, which day can be computed next, and what becomes of the
 * day's states. Whoever computes the day in between, for one tile or for many at once, the outcome is the same.
 *
 * <p>Versions never go down along a tile's days: a day is computed with the version it requires, or goes on with that of
 * the day before where the tile-model of that version was refused.
 */
public final class TilePlanner {
    private final TileMemory memory;

    /** Plans on this memory: on that of the tile which is the current key. */
    public TilePlanner(TileMemory memory) {
        this.memory = memory;
    }

    /**
     * A day that has all it needs.
     *
     * @param kept its input
     * @param before parameters of the day before, from which the states come
     * @param model parameters of the day
     * @param startOfDay {@link org.soilcast.dayline.TileState}, not to be changed
     */
    public record PlannedDay(KeptDay kept, TileParameters before, TileParameters model, float[] startOfDay) {
        /** Number of cells. */
        public int cells() {
            return model.cells();
        }

        int epochDay() {
            return Math.toIntExact(kept.input().epochDay());
        }
    }

    /**
     * Takes a day. The last record of a date counts, whatever its revision: ingest sends the records of a tile in order,
     * and a revision falls when the input that bridged a gap of the day is issued again without the value.
     *
     * @return the first day whose result is to be sent again; empty if nothing has changed
     */
    public OptionalLong take(TileDayInput day, Consumer<RejectedInput> rejected) throws Exception {
        int epochDay = Math.toIntExact(day.epochDay());
        Optional<KeptDay> kept = memory.day(epochDay);
        if (kept.isPresent() && kept.get().input().sameAs(day)) {
            return OptionalLong.empty();
        }
        if (epochDay < memory.oldestReachableDay()) {
            rejected.accept(TileRejections.tooLate(day, memory.oldestReachableDay()));
            return OptionalLong.empty();
        }
        Optional<TileParameters> model = memory.anyModel();
        if (model.isPresent() && model.get().cells() != day.cells()) {
            rejected.accept(TileRejections.otherCells(day, model.get().cells()));
            return OptionalLong.empty();
        }
        if (model.isEmpty() && kept.isPresent() && kept.get().input().cells() != day.cells()) {
            memory.keepBeside(epochDay, new KeptDay(day, 0));
            return OptionalLong.empty();
        }
        memory.keep(epochDay, new KeptDay(day, kept.map(KeptDay::issue).orElse(0)));
        if (epochDay <= memory.front().epochDay()) {
            memory.rewindBefore(epochDay);
        }
        return OptionalLong.of(epochDay);
    }

    /**
     * Takes a model version. The first that is not refused counts; one that comes after its refusal is used from the day
     * on that first required it, if that can still be computed again.
     *
     * @return the first day whose result is to be sent again; empty if nothing has changed
     */
    public OptionalLong take(TileParameters model, Consumer<RejectedInput> rejected) throws Exception {
        Optional<TileParameters> held = memory.model(model.version());
        boolean known = held.isPresent() && (model.isRefused() || !held.get().isRefused());
        if (known || model.version() < memory.oldestUsefulVersion()) {
            return OptionalLong.empty();
        }
        Optional<TileParameters> other = memory.anyModel();
        if (!model.isRefused() && other.isPresent() && other.get().cells() != model.cells()) {
            rejected.accept(TileRejections.otherCells(model, other.get().cells()));
            return keep(TileParameters.refused(model.tile(), model.version(), model.effectiveFromEpochDay()));
        }
        if (!model.isRefused() && other.isEmpty()) {
            dropDaysOfOtherCells(model.cells(), rejected);
        }
        if (held.isEmpty() || !memory.front().isStarted()) {
            return keep(model);
        }
        Optional<TileDayInput> first = firstDayThatRequires(model.version());
        if (first.isPresent() && first.get().requiredFromEpochDay() < memory.oldestReachableDay()) {
            rejected.accept(TileRejections.tooLate(model, memory.oldestReachableDay()));
            return OptionalLong.empty();
        }
        OptionalLong firstChanged = keep(model);
        if (first.isPresent()) {
            firstChanged = OptionalLong.of(first.get().epochDay());
            memory.rewindBefore(Math.toIntExact(first.get().epochDay()));
        }
        return firstChanged;
    }

    /** Rejects the waiting days that the first model shows to be another tile's, or nobody's. */
    private void dropDaysOfOtherCells(int cells, Consumer<RejectedInput> rejected) throws Exception {
        for (int date : memory.dates()) {
            KeptDay kept = memory.day(date).orElseThrow();
            Optional<KeptDay> beside = memory.takeBeside(date);
            if (kept.input().cells() == cells) {
                beside.ifPresent(day -> rejected.accept(TileRejections.otherCells(day.input(), cells)));
                continue;
            }
            memory.forgetDay(date);
            rejected.accept(TileRejections.otherCells(kept.input(), cells));
            if (beside.isPresent() && beside.get().input().cells() == cells) {
                memory.keep(date, beside.get());
            } else {
                beside.ifPresent(day -> rejected.accept(TileRejections.otherCells(day.input(), cells)));
            }
        }
    }

    /** Keeps a model that no day computed so far depends on. */
    private OptionalLong keep(TileParameters model) throws Exception {
        memory.keep(model);
        return OptionalLong.of(memory.front().epochDay() + 1L);
    }

    /** Of the days computed that can be computed again, the first that requires the version or a later one. */
    private Optional<TileDayInput> firstDayThatRequires(int version) throws Exception {
        TileFront front = memory.front();
        for (int day = front.oldestAnchorDay() + 1; day <= front.epochDay(); day++) {
            TileDayInput input = memory.day(day).orElseThrow().input();
            if (input.requiredVersion() >= version) {
                return Optional.of(input);
            }
        }
        return Optional.empty();
    }

    /** The day after the front, if all it needs is there; starts the tile when its first model has come. */
    public Optional<PlannedDay> next() throws Exception {
        if (!memory.front().isStarted()) {
            start();
        }
        TileFront front = memory.front();
        if (!front.isStarted()) {
            return Optional.empty();
        }
        int today = front.epochDay() + 1;
        Optional<KeptDay> kept = memory.day(today);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        TileDayInput day = kept.get().input();
        TileParameters before = memory.model(front.version()).orElseThrow();
        if (day.requiredVersion() <= front.version()) {
            return Optional.of(new PlannedDay(kept.get(), before, before, front.states()));
        }
        return memory.model(day.requiredVersion())
                .map(held -> held.isRefused() ? before : held)
                .map(model -> new PlannedDay(kept.get(), before, model, front.states()));
    }

    /**
     * Starts the tile with the version its first day requires, on the first day that this version is for. Days whose
     * version was refused can never be computed and are passed over.
     */
    private void start() throws Exception {
        if (memory.anyModel().isEmpty()) {
            return;
        }
        int[] dates = memory.dates();
        if (dates.length == 0) {
            startWith(memory.model(TileDayInput.FIRST_VERSION), TileDayInput.FROM_THE_FIRST_DAY);
        }
        for (int date : dates) {
            TileDayInput day = memory.day(date).orElseThrow().input();
            Optional<TileParameters> model = memory.model(day.requiredVersion());
            if (model.isEmpty() || !model.get().isRefused()) {
                startWith(model, day.requiredFromEpochDay());
                return;
            }
        }
    }

    private void startWith(Optional<TileParameters> model, long requiredFromEpochDay) throws Exception {
        if (model.isPresent() && !model.get().isRefused()) {
            float[] states = model.get().startState().clone();
            SixteenBits.round(
                    states, new float[model.get().cells()], model.get().cells());
            long first = Math.max(model.get().effectiveFromEpochDay(), requiredFromEpochDay);
            memory.start(model.get(), Math.toIntExact(first), states);
        }
    }

    /**
     * Moves the front to a day that has been computed.
     *
     * @param firstChanged the first day whose result is to be sent again
     * @return its result, if it is to be sent
     */
    public Optional<TileResult> complete(DayStep.ComputedDay computed, long firstChanged) throws Exception {
        PlannedDay day = computed.day();
        int today = day.epochDay();
        memory.advance(day.model().version(), day.cells(), computed.endOfDay());
        int issue = day.kept().issue();
        if (today < firstChanged && issue != 0) {
            return Optional.empty();
        }
        memory.keep(today, new KeptDay(day.kept().input(), issue + 1));
        return Optional.of(computed.result(issue + 1));
    }
}
