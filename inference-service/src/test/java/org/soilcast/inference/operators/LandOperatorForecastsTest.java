package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.LandOperatorScene.FIRST_DAY;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.forecastWeather;
import static org.soilcast.inference.operators.LandOperatorScene.harness;
import static org.soilcast.inference.operators.LandOperatorScene.model;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongPredicate;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.inference.tile.ForecastResult;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.ForecastSerialization;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Forecast;

class LandOperatorForecastsTest {
    private static final int DAYS = 100;
    private static final long DATE = FIRST_DAY + 90;
    private static final byte[] FILTER = new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty())
            .into(BundleSections.none())
            .bytes();

    private KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
        harness.processElement2(model(1, FIRST_DAY, 0.4).withNumbers(FILTER), 0);
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    @Test
    void theSameForecastComesWhereverTheRequestStandsBesideTheDays() throws Exception {
        days(day -> day <= DATE);
        ask(DATE);
        List<String> atItsDate = takeForecasts();
        assertThat(atItsDate).hasSize(1);
        assertThat(requestBefore()).as("before its date").isEqualTo(atItsDate);
        assertThat(requestBehind()).as("nine days later").isEqualTo(atItsDate);
    }

    private List<String> requestBefore() throws Exception {
        stop();
        start();
        ask(DATE);
        days(day -> day < DATE);
        assertThat(takeForecasts()).as("its date is not there").isEmpty();
        days(day -> day >= DATE && day < FIRST_DAY + DAYS);
        return takeForecasts();
    }

    private List<String> requestBehind() throws Exception {
        stop();
        start();
        days(day -> day < FIRST_DAY + DAYS);
        int results = harness.extractOutputValues().size();
        ask(DATE);
        assertThat(harness.extractOutputValues()).as("no day is sent again").hasSize(results);
        return takeForecasts();
    }

    @Test
    void aForecastHasAllThatIsPromised() throws Exception {
        days(day -> day <= DATE);
        ask(DATE);
        Forecast forecast = record(forecasts().get(0));
        int spans = forecast.getFirstLeadDays().size();
        assertThat(forecast.getFirstLeadDays()).startsWith(1, 2, 3).endsWith(14, 15, 15, 22);
        assertThat(forecast.getLastLeadDays()).startsWith(1, 2, 3).endsWith(14, 15, 21, 28);
        int values = spans * LandOperatorScene.CELLS;
        assertThat(forecast.getSurfaceMeanM3PerM3()).hasSize(values).allMatch(value -> value > 0 && value < 0.7);
        assertThat(forecast.getRootZoneSdM3PerM3()).hasSize(values).allMatch(value -> value > 0 && value < 0.2);
        List<Float> quantiles = forecast.getRootZoneQuantilesM3PerM3();
        assertThat(quantiles).hasSize(5 * values);
        for (int i = 0; i < 4 * values; i++) {
            assertThat(quantiles.get(i)).isLessThanOrEqualTo(quantiles.get(i + values));
        }
        assertThat(forecast.getSurfaceClassMembers().remaining())
                .as("no climatology")
                .isZero();
        assertThat(forecast.getQuality())
                .containsOnly(QualityFlags.FEW_TRACE_YEARS | QualityFlags.FORECAST_UNCALIBRATED);
        assertThat(forecast.getTraceYears()).isZero();
    }

    @Test
    void lateInputMakesAnotherIssueOfTheNewestDateOnly() throws Exception {
        days(day -> day <= DATE);
        ask(DATE - 5);
        ask(DATE);
        takeForecasts();
        harness.processElement1(day(DATE - 8, 2), 0);
        List<ForecastResult> again = forecasts();
        assertThat(again).hasSize(1);
        assertThat(again.get(0).epochDay()).isEqualTo(DATE);
        assertThat(again.get(0).issue()).isEqualTo(2);
        List<String> late = takeForecasts();
        harness.processElement1(day(DATE - 8, 2), 0);
        ask(DATE);
        ask(DATE - 3);
        assertThat(takeForecasts())
                .as("repeated day, repeated and older request")
                .isEmpty();
        stop();
        start();
        for (long day = FIRST_DAY; day <= DATE; day++) {
            harness.processElement1(day(day, day == DATE - 8 ? 2 : 1), 0);
        }
        ask(DATE);
        assertThat(takeForecasts()).as("had it come in time").isEqualTo(late);
    }

    @Test
    void weatherBehindTheIssueIsNotUsed() throws Exception {
        days(day -> day <= DATE);
        ask(DATE);
        List<String> known = takeForecasts();
        stop();
        start();
        days(day -> day <= DATE);
        for (long day = DATE + 1; day < FIRST_DAY + DAYS; day++) {
            harness.processElement1(day(day, 7), 0);
        }
        ask(DATE);
        assertThat(takeForecasts()).isEqualTo(known);
    }

    /** Wherever forecast weather stands beside days and request, the last issue is the same; a later version replaces it. */
    @Test
    void forecastWeatherIsUsedWheneverItComes() throws Exception {
        days(day -> day <= DATE);
        ask(DATE);
        List<String> without = takeForecasts();
        harness.processElement1(forecastWeather(DATE, 1, 0), 0);
        List<ForecastResult> dry = forecasts();
        assertThat(dry).hasSize(1);
        assertThat(dry.get(0).issue()).isEqualTo(2);
        assertThat(dry.get(0).forecastWeatherDays()).isEqualTo(5);
        assertThat(dry.get(0).quality()[0] & QualityFlags.FORECAST_WEATHER).isNotZero();
        List<String> late = takeForecasts();
        assertThat(late).isNotEqualTo(without);
        harness.processElement1(forecastWeather(DATE, 1, 0), 0);
        harness.processElement1(forecastWeather(DATE - 1, 7, 0), 0);
        assertThat(takeForecasts()).as("repeated, and of an earlier date").isEmpty();
        harness.processElement1(forecastWeather(DATE, 2, 40), 0);
        List<String> wet = takeForecasts();
        assertThat(mean(wet, 4)).isGreaterThan(mean(late, 4) + 0.05f);
        harness.processElement1(forecastWeather(DATE, 1, 0), 0);
        assertThat(takeForecasts()).as("an earlier version").isEmpty();
        stop();
        start();
        harness.processElement1(forecastWeather(DATE, 2, 40), 0);
        ask(DATE);
        harness.processElement1(forecastWeather(DATE, 1, 0), 0);
        days(day -> day <= DATE);
        assertThat(takeForecasts()).as("had it come first").isEqualTo(wet);
        days(day -> day > DATE && day <= DATE + 5);
        harness.processElement1(day(DATE - 2, 2), 0);
        assertThat(takeForecasts())
                .as("issued again by late input, with it")
                .hasSize(1)
                .isNotEqualTo(wet);
    }

    private static float mean(List<String> forecasts, int span) {
        Forecast forecast = SingleObject.decode(HexFormat.of().parseHex(forecasts.get(0)), Forecast.class);
        return forecast.getSurfaceMeanM3PerM3().get(span * LandOperatorScene.CELLS);
    }

    @Test
    void withoutAHistoryThereIsNoForecastAndBehindTheReachARequestIsRejected() throws Exception {
        days(day -> day < FIRST_DAY + 40);
        ask(FIRST_DAY + 39);
        assertThat(takeForecasts()).isEmpty();
        days(day -> day >= FIRST_DAY + 40 && day < FIRST_DAY + DAYS);
        ask(FIRST_DAY + 50);
        assertThat(takeForecasts()).isEmpty();
        var rejected = harness.getSideOutput(LandOperator.REJECTED);
        assertThat(rejected)
                .extracting(StreamRecord::getValue)
                .extracting(RejectedInput::reason)
                .containsExactly("tile-day-too-late");
    }

    private void days(LongPredicate wanted) throws Exception {
        for (long day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
            if (wanted.test(day)) {
                harness.processElement1(day(day, 1), 0);
            }
        }
    }

    private void ask(long date) throws Exception {
        harness.processElement1(TileDayInput.forecastRun(0, date), 0);
    }

    private List<ForecastResult> forecasts() {
        return Optional.ofNullable(harness.getSideOutput(LandOperator.FORECASTS))
                .map(found -> found.stream().map(StreamRecord::getValue).toList())
                .orElse(List.of());
    }

    /** Bytes of the forecasts since the last call, without how often they were issued. */
    private List<String> takeForecasts() {
        List<String> bytes = forecasts().stream()
                .map(LandOperatorForecastsTest::record)
                .map(forecast -> Forecast.newBuilder(forecast).setIssue(1).build())
                .map(forecast -> HexFormat.of().formatHex(SingleObject.encode(forecast)))
                .toList();
        Optional.ofNullable(harness.getSideOutput(LandOperator.FORECASTS)).ifPresent(ConcurrentLinkedQueue::clear);
        return bytes;
    }

    private static Forecast record(ForecastResult result) {
        return SingleObject.decode(
                new ForecastSerialization("made-up", 1).serialize(result).value(), Forecast.class);
    }
}
