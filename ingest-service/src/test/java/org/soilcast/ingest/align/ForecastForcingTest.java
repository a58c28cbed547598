package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.align.TileMessages.CELLS;
import static org.soilcast.ingest.align.TileMessages.NONE;
import static org.soilcast.ingest.align.TileMessages.closedBoth;
import static org.soilcast.ingest.align.TileMessages.day;
import static org.soilcast.ingest.align.TileMessages.filled;
import static org.soilcast.ingest.align.TileMessages.forcing;
import static org.soilcast.ingest.align.TileMessages.same;
import static org.soilcast.ingest.align.TileMessages.tile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.align.TopologyBench.Message;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastForcing;
import org.soilcast.schemas.avro.ForecastWeather;
import org.soilcast.schemas.avro.TileDay;

class ForecastForcingTest {
    @TempDir
    private Path stateDirectory;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(stateDirectory);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** A forecast of the weather that then comes is what the days become. */
    @Test
    void forecastWeatherIsClosedByTheRulesOfDays() {
        bench.send(tile(0), forecast(day(1), 1, 281, 282, 283));
        ForecastWeather weather = one();
        assertThat(weather.getIssueDate()).isEqualTo(day(1));
        assertThat(weather.getDays()).isEqualTo(3);
        var potential = new ArrayList<Float>();
        var celsius = new ArrayList<Float>();
        for (int number = 2; number <= 4; number++) {
            bench.send(forcing(0, number, 1, filled(1.5f), filled(279 + number)));
            bench.send(closedBoth(0, number));
            TileDay day = bench.takeTileDays().get(0);
            potential.addAll(day.getPotentialEvapotranspirationMmPerDay());
            celsius.addAll(day.getAirTemperatureC());
        }
        assertThat(weather.getPotentialEvapotranspirationMmPerDay()).isEqualTo(potential);
        assertThat(weather.getAirTemperatureC()).isEqualTo(celsius);
        assertThat(weather.getPrecipitationMmPerDay()).isEqualTo(same(1.5f, 3 * CELLS));
    }

    @Test
    void aForecastWaitsForItsTileAndEndsBeforeTheFirstDayThatCannotBeComputed() {
        bench.send(forecast(day(1), 2, 281, 282, NONE, NONE, NONE, NONE, 283));
        assertThat(bench.takeOutput()).isEmpty();
        bench.send(tile(0));
        ForecastWeather weather = one();
        assertThat(weather.getDays()).isEqualTo(2);
        assertThat(weather.getRevision()).isEqualTo(2);
        bench.send(tile(0));
        assertThat(bench.takeOutput()).as("handed on once").isEmpty();
        bench.send(forecast(day(2), 1, 281, NONE, 283));
        assertThat(one().getAirTemperatureC().get(CELLS)).as("bridged").isBetween(8.8f, 8.9f);
    }

    @Test
    void whatCannotBeAForecastIsRefused() {
        bench.send(tile(0), forecast(day(1), 1, NONE, 281), forecast(day(1), 1, 500), forecast(day(1), 0, 281));
        bench.send(message(builder(day(1), 1, 281, 282).setDays(4).build()));
        bench.send(message(builder(day(1), 1, 281, 282).setDays(0).build()));
        bench.send(message(
                builder(day(1), 1, 281, 282).setWindSpeedMPerS(same(1, CELLS)).build()));
        bench.send(new Message(Topics.FORCING, 0, forecast(day(1), 1, 281).value()));
        assertThat(bench.takeOutput()).isEmpty();
        assertThat(bench.takeReasons())
                .containsExactly(
                        "out-of-range",
                        "out-of-range",
                        "out-of-range",
                        "wrong-length",
                        "wrong-length",
                        "wrong-length",
                        "unexpected-type");
    }

    private ForecastWeather one() {
        var output = bench.takeOutput();
        assertThat(output).hasSize(1);
        assertThat(bench.takeReasons()).isEmpty();
        return (ForecastWeather) output.get(0);
    }

    private static Message forecast(java.time.LocalDate issueDate, int version, float... airTemperatureK) {
        return message(builder(issueDate, version, airTemperatureK).build());
    }

    private static Message message(ForecastForcing forecast) {
        return new Message(Topics.FORECAST_FORCING, 0, forecast);
    }

    private static ForecastForcing.Builder builder(
            java.time.LocalDate issueDate, int version, float... airTemperatureK) {
        var temperatures = new ArrayList<Float>();
        for (float kelvin : airTemperatureK) {
            temperatures.addAll(same(kelvin, CELLS));
        }
        return ForecastForcing.newBuilder()
                .setDomain(TopologyBench.DOMAIN)
                .setTile(0)
                .setIssueDate(issueDate)
                .setSource("gfs")
                .setVersion(version)
                .setFile("gfs.grib2")
                .setChecksum("0".repeat(64))
                .setDays(airTemperatureK.length)
                .setPrecipitationMmPerDay(same(1.5f, temperatures.size()))
                .setAirTemperatureK(temperatures)
                .setAirTemperatureMinK(List.of())
                .setAirTemperatureMaxK(List.of())
                .setShortwaveDownWPerM2(same(200, temperatures.size()))
                .setLongwaveDownWPerM2(same(300, temperatures.size()))
                .setSpecificHumidityKgPerKg(List.of())
                .setRelativeHumidityPercent(List.of())
                .setWindSpeedMPerS(List.of());
    }
}
