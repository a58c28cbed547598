package org.soilcast.ops.drill;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ForecastForcing;
import org.soilcast.schemas.avro.Retrievals;

/** Made-up weather, seen and forecast, and retrievals of one tile, with values missing. */
final class DrillWeather {
    /** Cells of each tile. */
    static final int CELLS = 4;

    private static final int FORECAST_DAYS = 20;
    private static final double MISSING = 0.15;
    private static final int NOT_RECOMMENDED = 1;
    private static final String CHECKSUM = "0".repeat(64);

    private final Random random;
    private final int tile;
    private final List<ForcingVariable> measured;

    /**
     * Weather of a tile. Which variables its source has goes by the tile's number, so that each method of potential
     * evapotranspiration is met.
     */
    DrillWeather(int tile, Random random) {
        this.tile = tile;
        this.random = random;
        this.measured = measured(tile);
    }

    private static List<ForcingVariable> measured(int tile) {
        return switch (tile % 3) {
            case 0 ->
                List.of(
                        ForcingVariable.PRECIPITATION_MM_PER_DAY,
                        ForcingVariable.AIR_TEMPERATURE_K,
                        ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
                        ForcingVariable.LONGWAVE_DOWN_W_PER_M2);
            case 1 ->
                List.of(
                        ForcingVariable.PRECIPITATION_MM_PER_DAY,
                        ForcingVariable.AIR_TEMPERATURE_K,
                        ForcingVariable.AIR_TEMPERATURE_MIN_K,
                        ForcingVariable.AIR_TEMPERATURE_MAX_K,
                        ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
                        ForcingVariable.RELATIVE_HUMIDITY_PERCENT,
                        ForcingVariable.WIND_SPEED_M_PER_S);
            default ->
                List.of(
                        ForcingVariable.PRECIPITATION_MM_PER_DAY,
                        ForcingVariable.AIR_TEMPERATURE_K,
                        ForcingVariable.AIR_TEMPERATURE_MIN_K,
                        ForcingVariable.AIR_TEMPERATURE_MAX_K);
        };
    }

    /**
     * Weather of a date.
     *
     * @param gaps whether values may be missing; one cell of each variable always has its value, without which a day
     *     cannot be closed
     */
    Forcing forcing(LocalDate date, int version, boolean gaps) {
        int keptCell = random.nextInt(CELLS);
        return Forcing.newBuilder()
                .setDomain(OrderPipeline.DOMAIN)
                .setTile(tile)
                .setDate(date)
                .setSource("drill-weather")
                .setVersion(version)
                .setFile("made up")
                .setChecksum(CHECKSUM)
                .setPrecipitationMmPerDay(values(ForcingVariable.PRECIPITATION_MM_PER_DAY, 0, 30, gaps, keptCell))
                .setAirTemperatureK(values(ForcingVariable.AIR_TEMPERATURE_K, 265, 295, gaps, keptCell))
                .setAirTemperatureMinK(values(ForcingVariable.AIR_TEMPERATURE_MIN_K, 255, 265, gaps, keptCell))
                .setAirTemperatureMaxK(values(ForcingVariable.AIR_TEMPERATURE_MAX_K, 295, 305, gaps, keptCell))
                .setShortwaveDownWPerM2(values(ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, 50, 350, gaps, keptCell))
                .setLongwaveDownWPerM2(values(ForcingVariable.LONGWAVE_DOWN_W_PER_M2, 220, 400, gaps, keptCell))
                .setSpecificHumidityKgPerKg(
                        values(ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, 0, 0.02f, gaps, keptCell))
                .setRelativeHumidityPercent(values(ForcingVariable.RELATIVE_HUMIDITY_PERCENT, 30, 100, gaps, keptCell))
                .setWindSpeedMPerS(values(ForcingVariable.WIND_SPEED_M_PER_S, 0, 12, gaps, keptCell))
                .build();
    }

    /** Weather of the days after a date as it was forecast. */
    ForecastForcing forecast(LocalDate issueDate, int version) {
        int days = 1 + random.nextInt(FORECAST_DAYS);
        return ForecastForcing.newBuilder()
                .setDomain(OrderPipeline.DOMAIN)
                .setTile(tile)
                .setIssueDate(issueDate)
                .setSource("drill-forecast")
                .setVersion(version)
                .setFile("made up")
                .setChecksum(CHECKSUM)
                .setDays(days)
                .setPrecipitationMmPerDay(between(0, 30, days * CELLS))
                .setAirTemperatureK(between(265, 295, days * CELLS))
                .setAirTemperatureMinK(between(255, 265, days * CELLS))
                .setAirTemperatureMaxK(between(295, 305, days * CELLS))
                .setShortwaveDownWPerM2(List.of())
                .setLongwaveDownWPerM2(List.of())
                .setSpecificHumidityKgPerKg(List.of())
                .setRelativeHumidityPercent(List.of())
                .setWindSpeedMPerS(List.of())
                .build();
    }

    private List<Float> between(float lowest, float highest, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = lowest + (highest - lowest) * random.nextFloat();
        }
        return Floats.view(values);
    }

    /** Retrievals of a date; any or all values may be missing, some lie above any porosity. */
    Retrievals retrievals(LocalDate date, int version) {
        var values = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            values[cell] = random.nextDouble() < 2 * MISSING ? Float.NaN : 0.02f + 0.6f * random.nextFloat();
        }
        List<Integer> flags = random.nextBoolean()
                ? List.of()
                : random.ints(CELLS, 0, NOT_RECOMMENDED + 1).boxed().toList();
        return Retrievals.newBuilder()
                .setDomain(OrderPipeline.DOMAIN)
                .setTile(tile)
                .setDate(date)
                .setSource("drill-satellite")
                .setVersion(version)
                .setFile("made up")
                .setChecksum(CHECKSUM)
                .setSoilMoistureM3PerM3(Floats.view(values))
                .setFlags(flags)
                .build();
    }

    private List<Float> values(ForcingVariable variable, float lowest, float highest, boolean gaps, int keptCell) {
        if (!measured.contains(variable)) {
            return List.of();
        }
        var values = new float[CELLS];
        Arrays.fill(values, Float.NaN);
        for (int cell = 0; cell < CELLS; cell++) {
            if (!gaps || cell == keptCell || random.nextDouble() >= MISSING) {
                values[cell] = lowest + (highest - lowest) * random.nextFloat();
            }
        }
        return Floats.view(values);
    }
}
