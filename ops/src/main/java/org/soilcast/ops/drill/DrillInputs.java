package org.soilcast.ops.drill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;

/**
 * A set of inputs of {@value #TILES} tiles and {@value #DAYS} days, made up from a seed: weather with values and whole
 * days missing, retrievals on three days of four, both re-issued at times with values changed and gone, day-closed
 * markers, weather that was forecast, a second model version that takes over in the middle, and a third that one tile refuses.
 *
 * <p>What makes an order legal: a marker of day n does not come before n. The front is then never ahead of the clock,
 * and an input may come as long as every date it can change lies at most {@value LateWindow#DAYS} days behind the clock. The
 * weather of a date also changes the dates up to {@value #REACH_DAYS} days before it whose gaps it fills. A version is
 * activated before its first date, at any moment in each partition; its model may come at any moment at all.
 */
final class DrillInputs {
    /** Number of tiles. */
    static final int TILES = 3;
    /** Number of days. */
    static final int DAYS = 60;
    /** Number of partitions of the tile-days. */
    static final int PARTITIONS = 2;

    private static final int REACH_DAYS = 3;
    private static final int SECOND_MODEL_FROM_DAY = 31;
    private static final int THIRD_MODEL_FROM_DAY = 47;
    private static final int EARLIER_FORECAST_DAY = 50;
    /** Dates that weather was forecast on; no forecast is issued from the first. */
    private static final List<Integer> FORECAST_WEATHER_DAYS =
            List.of(EARLIER_FORECAST_DAY - 3, EARLIER_FORECAST_DAY, DAYS);

    private static final int TILE_WITHOUT_THIRD_MODEL = 1;
    private static final double EARLY_DAYS = 5;
    private static final double NEVER_TOO_LATE = DAYS + LateWindow.DAYS;

    private final Random random;
    private final List<DrillInput> inputs = new ArrayList<>();

    private DrillInputs(long seed) {
        random = new Random(seed);
    }

    /** The inputs of a seed in clean order: each once, on time, versions one after another, markers last. */
    static List<DrillInput> inOrder(long seed) {
        var made = new DrillInputs(seed);
        for (int tile = 0; tile < TILES; tile++) {
            made.addTile(tile);
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            made.addActivation(partition, 2, SECOND_MODEL_FROM_DAY);
            made.addActivation(partition, 3, THIRD_MODEL_FROM_DAY);
            made.addForecastRun(partition, EARLIER_FORECAST_DAY);
            made.addForecastRun(partition, DAYS);
        }
        made.inputs.sort(Comparator.comparingDouble(DrillInput::onTime));
        return List.copyOf(made.inputs);
    }

    static LocalDate date(int day) {
        return LocalDate.of(2015, 3, 31).plusDays(day);
    }

    private void addTile(int tile) {
        inputs.add(new DrillInput.OnTopic(Topics.TILES, tile, DrillTiles.tile(tile), 0, 0, EARLY_DAYS));
        addModel(tile, 1, 1);
        addModel(tile, 2, SECOND_MODEL_FROM_DAY);
        addModel(tile, 3, THIRD_MODEL_FROM_DAY);
        var weather = new DrillWeather(tile, random);
        for (int day : FORECAST_WEATHER_DAYS) {
            addForecastWeather(weather, tile, day);
        }
        boolean[] missing = missingDays();
        boolean[] gaps = daysWithGaps(missing);
        for (int day = 1; day <= DAYS; day++) {
            if (!missing[day]) {
                addForcing(weather, tile, day, gaps);
            }
            addRetrievals(weather, tile, day);
            for (Topics topic : List.of(Topics.FORCING, Topics.RETRIEVALS)) {
                inputs.add(new DrillInput.OnTopic(
                        topic, tile, DrillTiles.closed(topic, tile, day), day + 0.9, day, NEVER_TOO_LATE));
            }
        }
    }

    /** Versions in rising order; at times one comes twice with different values, which is a source's mistake. */
    private List<Integer> versions() {
        var versions = new ArrayList<>(List.of(1));
        while (random.nextInt(6) == 0) {
            versions.add(versions.size() + 1);
        }
        if (random.nextInt(20) == 0) {
            versions.add(versions.size());
        }
        return versions;
    }

    private void addForcing(DrillWeather weather, int tile, int day, boolean[] gaps) {
        int reach = REACH_DAYS;
        while (reach > 0 && (day - reach < 1 || !gaps[day - reach])) {
            reach--;
        }
        double latest = day + 1 + LateWindow.DAYS - reach;
        for (int version : versions()) {
            inputs.add(new DrillInput.OnTopic(
                    Topics.FORCING,
                    tile,
                    weather.forcing(date(day), version, gaps[day]),
                    day,
                    day - EARLY_DAYS,
                    latest));
        }
    }

    /** Forecast weather may come at any time, also long before the forecast that it is for, or behind that. */
    private void addForecastWeather(DrillWeather weather, int tile, int day) {
        for (int version : versions()) {
            inputs.add(new DrillInput.OnTopic(
                    Topics.FORECAST_FORCING, tile, weather.forecast(date(day), version), day, 0, NEVER_TOO_LATE));
        }
    }

    private void addRetrievals(DrillWeather weather, int tile, int day) {
        if (random.nextInt(4) > 0) {
            for (int version : versions()) {
                inputs.add(new DrillInput.OnTopic(
                        Topics.RETRIEVALS,
                        tile,
                        weather.retrievals(date(day), version),
                        day,
                        day - EARLY_DAYS,
                        day + 1 + LateWindow.DAYS));
            }
        }
    }

    /** Days without any weather, far apart and not at the ends: a longer gap cannot be bridged, and nothing goes on. */
    private boolean[] missingDays() {
        var missing = new boolean[DAYS + 1];
        for (int day = REACH_DAYS + 1; day <= DAYS - REACH_DAYS; day++) {
            if (random.nextInt(20) == 0) {
                missing[day] = true;
                day += 2 * REACH_DAYS;
            }
        }
        return missing;
    }

    /** Days on which values may be missing, and those missing altogether; what bridges the latter is complete. */
    private boolean[] daysWithGaps(boolean[] missing) {
        var gaps = new boolean[DAYS + 1];
        for (int day = 1; day <= DAYS; day++) {
            int from = Math.max(1, day - REACH_DAYS);
            int to = Math.min(DAYS, day + REACH_DAYS);
            boolean bridges = false;
            for (int near = from; near <= to; near++) {
                bridges |= missing[near];
            }
            gaps[day] = missing[day] || !bridges && random.nextInt(3) == 0;
        }
        return gaps;
    }

    private void addActivation(int partition, int version, int fromDay) {
        // The third after the second: an order that the writer's own log gives.
        double earliest = version == 3 ? SECOND_MODEL_FROM_DAY : 0;
        inputs.add(new DrillInput.Control(
                partition,
                new ModelActivated(OrderPipeline.DOMAIN, version, date(fromDay), 0L),
                earliest,
                earliest,
                fromDay));
    }

    /** Behind the days of its date; input that comes later still makes the newest forecast anew. */
    private void addForecastRun(int partition, int day) {
        inputs.add(new DrillInput.Control(
                partition, new ForecastRun(OrderPipeline.DOMAIN, date(day), 0L), day + 1, day + 1, NEVER_TOO_LATE));
    }

    private void addModel(int tile, int version, int fromDay) {
        boolean refused = version == 3 && tile == TILE_WITHOUT_THIRD_MODEL;
        int cells = refused ? 0 : DrillWeather.CELLS;
        var parameters = new float[Parameter.values().length * cells];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < cells; cell++) {
                parameters[parameter.ordinal() * cells + cell] =
                        (float) parameter.fromUnit(0.2 + 0.6 * random.nextDouble());
            }
        }
        var start = new float[State.values().length * cells];
        Arrays.fill(start, 0, cells, 8 + 4 * random.nextFloat());
        Arrays.fill(start, cells, 2 * cells, 40 + 20 * random.nextFloat());
        Arrays.fill(start, 2 * cells, 3 * cells, 120 + 40 * random.nextFloat());
        var climatology = new short[Climatology.COEFFICIENTS * cells];
        for (int i = 0; i < climatology.length; i++) {
            climatology[i] = (short) random.nextInt(1 << 13);
        }
        var model = new TileParameters(
                tile,
                version,
                date(fromDay).toEpochDay(),
                tile % 2 == 1,
                parameters,
                start,
                TileParameters.placeKeys(tile, cells),
                version,
                climatology,
                numbers(version).into(BundleSections.none()).bytes());
        inputs.add(new DrillInput.Model(model, 0, 0, NEVER_TOO_LATE));
    }

    /** The first version analyses by the filter alone, later ones correct its forecast too. */
    private static DayNumbers numbers(int version) {
        return new DayNumbers(
                Optional.of(FilterNumbers.PLANNED),
                version == 1
                        ? Optional.empty()
                        : Optional.of(new Correction(new ResidualNumbers(60, .02, 4, .02, .025), Optional.empty())));
    }
}
