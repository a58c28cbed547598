package org.soilcast.inference.operators;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.SoilLayers;

/**
 * Plans the days of a tile: what an input changes in its memory, which day can be computed next, and what becomes of the
 * day's states. Whoever computes the day in between, for one tile or for many at once, the outcome is the same.
 */
final class TilePlanner implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<ModelInForce> modelsInForce;

    /** The versions in force when the job is submitted; days wait for them. */
    TilePlanner(List<ModelInForce> modelsInForce) {
        this.modelsInForce = ModelInForce.ordered(modelsInForce);
    }

    /**
     * A day that has all it needs.
     *
     * @param kept its input
     * @param model parameters of the day
     * @param startOfDay states, [state][cell], not to be changed
     */
    record PlannedDay(TileMemory.KeptDay kept, TileParameters model, float[] startOfDay) {
        /** Number of cells. */
        int cells() {
            return kept.input().cells();
        }

        /** Drivers of the day, [driver][cell]. */
        float[] drivers() {
            TileDayInput day = kept.input();
            var drivers = new float[Driver.values().length * day.cells()];
            put(drivers, Driver.PRECIPITATION_MM_PER_DAY, day.precipitationMmPerDay());
            put(drivers, Driver.AIR_TEMPERATURE_C, day.airTemperatureC());
            put(drivers, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, day.potentialEvapotranspirationMmPerDay());
            return drivers;
        }

        private static void put(float[] drivers, Driver driver, float[] values) {
            System.arraycopy(values, 0, drivers, driver.ordinal() * values.length, values.length);
        }

        private TileResult result(float[] endOfDay) {
            TileDayInput day = kept.input();
            return new TileResult(
                    day.tile(),
                    day.epochDay(),
                    model.version(),
                    day.revision(),
                    kept.issue() + 1,
                    valid(SoilLayers::surface, endOfDay),
                    valid(SoilLayers::rootZone, endOfDay),
                    day.observedM3PerM3(),
                    day.quality());
        }

        /** A depth's water content in every cell of a block. */
        private interface Depth {
            void waterContent(float[] states, float[] contentM3PerM3, int cells);
        }

        /** What a retrieval of the day is compared with: the day's last state, or the mean of its first and last. */
        private float[] valid(Depth depth, float[] endOfDay) {
            var end = new float[model.cells()];
            depth.waterContent(endOfDay, end, end.length);
            if (model.dailyMean()) {
                var start = new float[end.length];
                depth.waterContent(startOfDay, start, start.length);
                for (int cell = 0; cell < end.length; cell++) {
                    end[cell] = 0.5f * (start[cell] + end[cell]);
                }
            }
            return end;
        }
    }

    /**
     * Takes a day. The last record of a date counts, whatever its revision: ingest sends the records of a tile in order,
     * and a revision falls when the input that bridged a gap of the day is issued again without the value.
     *
     * @return the first day whose result is to be sent again; empty if nothing has changed
     */
    OptionalLong take(TileDayInput day, TileMemory memory, Consumer<RejectedInput> rejected) {
        TileMemory.KeptDay kept = memory.days.get(day.epochDay());
        if (kept != null && kept.input().sameAs(day)) {
            return OptionalLong.empty();
        }
        if (day.epochDay() < memory.oldestReachableDay()) {
            rejected.accept(tooLate(day, memory));
            return OptionalLong.empty();
        }
        memory.days.put(day.epochDay(), new TileMemory.KeptDay(day, kept == null ? 0 : kept.issue()));
        if (day.epochDay() <= memory.frontEpochDay) {
            memory.rewindBefore(day.epochDay());
        }
        return OptionalLong.of(day.epochDay());
    }

    /**
     * Takes a model version.
     *
     * @return the first day whose result is to be sent again; empty if nothing has changed
     */
    OptionalLong take(TileParameters model, TileMemory memory, Consumer<RejectedInput> rejected) {
        TileParameters held = memory.models.get(model.version());
        if (held != null && (model.isRefused() || !held.isRefused())) {
            return OptionalLong.empty();
        }
        long first = model.effectiveFromEpochDay();
        boolean replaysHistory =
                !model.isRefused() && memory.frontEpochDay != TileMemory.NOT_STARTED && first <= memory.frontEpochDay;
        if (replaysHistory && first < memory.oldestReachableDay()) {
            rejected.accept(tooLate(model, memory));
            return OptionalLong.empty();
        }
        memory.models.put(model.version(), model);
        if (replaysHistory) {
            memory.rewindBefore(first);
        }
        return OptionalLong.of(first);
    }

    /** The day after the front, if all it needs is there; starts the tile when its first model has come. */
    Optional<PlannedDay> next(TileMemory memory) {
        if (memory.frontEpochDay == TileMemory.NOT_STARTED) {
            firstModel(memory).ifPresent(first -> {
                memory.start(first);
                memory.days.headMap(first.effectiveFromEpochDay(), false).clear();
            });
        }
        if (memory.frontEpochDay == TileMemory.NOT_STARTED) {
            return Optional.empty();
        }
        long today = memory.frontEpochDay + 1;
        return Optional.ofNullable(memory.days.get(today))
                .flatMap(kept -> modelFor(today, memory)
                        .map(model -> new PlannedDay(
                                kept,
                                model,
                                today == model.effectiveFromEpochDay() ? model.startState() : memory.now.states())));
    }

    /**
     * Moves the front to a day that has been computed.
     *
     * @param endOfDay its last states, [state][cell], kept
     * @param firstChanged the first day whose result is to be sent again
     * @return its result, if it is to be sent
     */
    Optional<TileResult> complete(PlannedDay day, float[] endOfDay, long firstChanged, TileMemory memory) {
        memory.advance(new TileMemory.Anchor(day.model().version(), endOfDay));
        long today = memory.frontEpochDay;
        if (today < firstChanged && day.kept().issue() != 0) {
            return Optional.empty();
        }
        TileResult result = day.result(endOfDay);
        memory.days.put(today, new TileMemory.KeptDay(day.kept().input(), result.issue()));
        return Optional.of(result);
    }

    /** The oldest version in force whose tile-model was not refused; none while it has not come. */
    private Optional<TileParameters> firstModel(TileMemory memory) {
        return modelsInForce.stream()
                .filter(model -> !isRefused(model, memory))
                .findFirst()
                .flatMap(model -> Optional.ofNullable(memory.models.get(model.version())));
    }

    /** The newest version that is effective on the day; none while one in force on that day has yet to come. */
    private Optional<TileParameters> modelFor(long epochDay, TileMemory memory) {
        int needed = modelsInForce.stream()
                .filter(model -> model.effectiveFromEpochDay() <= epochDay && isTakeable(model, memory))
                .mapToInt(ModelInForce::version)
                .max()
                .orElse(0);
        return memory.models.descendingMap().values().stream()
                .filter(model -> !model.isRefused() && model.effectiveFromEpochDay() <= epochDay)
                .findFirst()
                .filter(model -> model.version() >= needed);
    }

    /** Whether the tile holds a version or can still take it; what begins before all its states comes too late. */
    private static boolean isTakeable(ModelInForce model, TileMemory memory) {
        return memory.models.containsKey(model.version())
                ? !isRefused(model, memory)
                : model.effectiveFromEpochDay() >= memory.oldestReachableDay();
    }

    private static boolean isRefused(ModelInForce model, TileMemory memory) {
        TileParameters held = memory.models.get(model.version());
        return held != null && held.isRefused();
    }

    private static RejectedInput tooLate(TileDayInput day, TileMemory memory) {
        return new RejectedInput(
                "tile-days",
                -1,
                "tile-day-too-late",
                "tile " + day.tile() + " day " + LocalDate.ofEpochDay(day.epochDay())
                        + " is older than the oldest that can be computed again, "
                        + LocalDate.ofEpochDay(memory.oldestReachableDay()),
                new byte[0]);
    }

    private static RejectedInput tooLate(TileParameters model, TileMemory memory) {
        return new RejectedInput(
                "tile-models",
                -1,
                "tile-model-too-late",
                model + " begins before the oldest day that can be computed again, "
                        + LocalDate.ofEpochDay(memory.oldestReachableDay()),
                new byte[0]);
    }
}
