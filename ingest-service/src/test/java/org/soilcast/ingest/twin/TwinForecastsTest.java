package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForecastSource;

class TwinForecastsTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final int DAYS = 400;
    private static final int ISSUE_EVERY_DAYS = 3;

    /** Correlation of a forecast's anomalies with what came, and ratio of its mean to theirs, by lead. */
    @Test
    void forecastsKnowLessByLeadAndAreAsLikelyAsTheWeather() {
        DomainInput input = new TwinExperiment(64, 3, FIRST, FIRST.plusDays(DAYS)).input();
        ForecastSource forecasts = input.forecasts().orElseThrow();
        Map<LocalDate, ForcingDay> came = new HashMap<>();
        input.dates().dates().forEach(date -> came.put(date, input.forcing().day(date)));
        int leads = forecasts.days(FIRST).size();
        var rain = new Pairs[leads];
        for (int lead = 0; lead < leads; lead++) {
            rain[lead] = new Pairs();
        }
        for (LocalDate issue = FIRST;
                issue.plusDays(leads).isBefore(FIRST.plusDays(DAYS));
                issue = issue.plusDays(ISSUE_EVERY_DAYS)) {
            List<ForcingDay> days = forecasts.days(issue);
            for (int lead = 0; lead < leads; lead++) {
                float[] forecast = days.get(lead).values(ForcingVariable.PRECIPITATION_MM_PER_DAY);
                float[] truth = came.get(issue.plusDays(lead + 1L)).values(ForcingVariable.PRECIPITATION_MM_PER_DAY);
                for (int cell = 0; cell < truth.length; cell++) {
                    rain[lead].add(Math.sqrt(forecast[cell]), Math.sqrt(truth[cell]));
                }
            }
        }
        assertThat(rain[0].correlation()).as("a day ahead").isGreaterThan(.6);
        assertThat(rain[4].correlation()).as("five days ahead").isBetween(.1, rain[0].correlation() - .1);
        assertThat(rain[14].correlation()).as("15 days ahead").isCloseTo(0, within(.15));
        // The cells share their weather: of a single lead the ratio has an error of some .1.
        assertThat(Arrays.stream(rain).mapToDouble(Pairs::meanRatio).average().orElseThrow())
                .as("rain forecast for rain that came")
                .isCloseTo(1, within(.1));
    }

    @Test
    void theSameDateHasTheSameForecastInAnyProcess() {
        LocalDate issue = FIRST.plusDays(20);
        ForecastSource one =
                new TwinExperiment(20, 3, FIRST, issue).input().forecasts().orElseThrow();
        ForecastSource other = new TwinExperiment(20, 3, FIRST, issue.plusDays(5))
                .input()
                .forecasts()
                .orElseThrow();
        assertThat(one.digest(issue)).isEqualTo(other.digest(issue));
        for (int day = 0; day < 15; day++) {
            assertThat(one.days(issue).get(day).digest())
                    .isEqualTo(other.days(issue).get(day).digest());
        }
        assertThat(one.has(issue)).isTrue();
        assertThat(one.has(issue.plusDays(1))).isFalse();
    }

    private static final class Pairs {
        private int n;
        private double x;
        private double y;
        private double xx;
        private double yy;
        private double xy;

        void add(double forecast, double truth) {
            n++;
            x += forecast;
            y += truth;
            xx += forecast * forecast;
            yy += truth * truth;
            xy += forecast * truth;
        }

        double correlation() {
            return (xy - x * y / n) / Math.sqrt((xx - x * x / n) * (yy - y * y / n));
        }

        double meanRatio() {
            return x / y;
        }
    }
}
