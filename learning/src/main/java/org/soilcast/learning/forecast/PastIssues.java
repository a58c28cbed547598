package org.soilcast.learning.forecast;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.dayline.forecast.ForecastWeather;
import org.soilcast.dayline.forecast.IssuedTile;
import org.soilcast.dayline.forecast.TraceDates;
import org.soilcast.land.physics.Driver;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.DayLineRun;

/** The days of a history through the day line, with a halt on those on which a forecast is issued. */
public final class PastIssues {
    /** Seed of the dates of traces; that of all runs. */
    private static final long SEED = 1;

    private final DayLineRun run;
    private final DayNumbers numbers;

    /** Issues from the analysis that these numbers give. */
    public PastIssues(DayLineRun run, DayNumbers numbers) {
        this.run = run;
        this.numbers = numbers;
    }

    /** What is done with a tile at an issue. */
    @FunctionalInterface
    public interface Issues {
        /** At the end of a day. */
        void see(Issue issue);
    }

    /** Who looks at the issues of a tile, from the positions of its cells. Called from several threads. */
    @FunctionalInterface
    public interface Onlooker {
        /** For one tile. */
        Issues of(int[] chosen);
    }

    /** Shows the issues of all tiles, each tile's in the order of days. */
    public void show(IntPredicate days, Onlooker onlooker) {
        CellHistory history = run.history();
        int first = Math.toIntExact(history.span().first().toEpochDay());
        run.show(numbers, chosen -> {
            Issues issues = onlooker.of(chosen);
            CellForcing forcing = history.forcing().select(chosen);
            return (day, computed) -> {
                if (days.test(day.epochDay() - first)) {
                    issues.see(new Issue(
                            new IssuedTile(day.epochDay(), day.cellKeys(), day.model(), computed.state()), forcing));
                }
            };
        });
    }

    /**
     * A tile at an issue.
     *
     * @param tile at the end of the day
     * @param forcing of its cells, of all days before and after
     */
    public record Issue(IssuedTile tile, CellForcing forcing) {
        /** Position of the issue's day in the history. */
        public int day() {
            return tile.epochDay() - epochDay(0);
        }

        private int epochDay(int day) {
            return Math.toIntExact(forcing.span().first().toEpochDay() + day);
        }

        /** Traces of days up to the issue, as a running system has them. */
        public Optional<ForecastWeather> tracesBefore() {
            return TraceDates.before(SEED, tile.epochDay(), epochDay(0), ForecastSpan.WHOLE_DAYS)
                    .map(this::traces);
        }

        /** Traces of any days of a span but the forecast's own. */
        public Optional<ForecastWeather> tracesWithin(DaySpan span) {
            return TraceDates.within(
                            SEED,
                            tile.epochDay(),
                            Math.toIntExact(span.first().toEpochDay()),
                            Math.toIntExact(span.last().toEpochDay()),
                            ForecastSpan.WHOLE_DAYS)
                    .map(this::traces);
        }

        private ForecastWeather traces(TraceDates dates) {
            return ForecastWeather.of(dates, ForecastSpan.WHOLE_DAYS, tile.cells(), this::copy);
        }

        /** The weather that came, as far as it is known; none on the last day. */
        public Optional<ForecastWeather> weatherThatCame() {
            int days = Math.min(ForecastSpan.WHOLE_DAYS, forcing.span().days() - 1 - day());
            return days < 1
                    ? Optional.empty()
                    : Optional.of(ForecastWeather.given(tile.epochDay() + 1, days, tile.cells(), this::copy, false));
        }

        private void copy(int epochDay, float[] into, int at) {
            var drivers = new float[Driver.values().length * tile.cells()];
            forcing.drivers(epochDay - epochDay(0), drivers);
            System.arraycopy(drivers, 0, into, at, drivers.length);
        }
    }
}
