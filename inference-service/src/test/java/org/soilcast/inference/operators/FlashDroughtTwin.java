package org.soilcast.inference.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.ClimatologyFit;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.schemas.ResultColumn;

/**
 * Three years of a tile behind one to settle in: a nature run by the land model with parameters of its own, which begins a dry spell of {@value #DRY_DAYS} days
 * under a dry sky on a day of the third summer on which it is as wet as usual, and what somebody sees of it: rain with errors, and the surface with the
 * noise of a satellite every other day. The first two of them make the climatologies.
 */
final class FlashDroughtTwin {
    static final int DAYS = 4 * 365;
    /** So far back is input taken. */
    static final int LATE_DAYS = 13;

    private static final int CELLS = LandOperatorScene.CELLS;
    private static final int SPIN_UP_DAYS = 365;
    private static final int CLIMATE_DAYS = 2 * 365;
    private static final int SUMMER = SPIN_UP_DAYS + CLIMATE_DAYS + 60;
    private static final int FREE_DAYS = 15;
    private static final float USUAL_FROM_PERCENTILE = 40;
    private static final float USUAL_TO_PERCENTILE = 75;
    private static final int WET_DAYS_AFTER = 30;
    private static final int DRY_DAYS = 45;
    private static final int FIRST_DAY = (int) LandOperatorScene.FIRST_DAY;
    private static final double NATURE_UNIT = .5;
    private static final double ANALYSIS_UNIT = .48;
    private static final double RAIN_ERROR = .3;
    private static final double NOISE_SD_M3_PER_M3 = .03;

    private final Random random;
    private final float[] rainMm = new float[DAYS];
    private final float[] seenRainMm = new float[DAYS];
    private final float[] petMm = new float[DAYS];
    private Optional<Climatology> natureClimatology = Optional.empty();
    private int planted;
    private final float[][] surface = new float[DAYS][CELLS];
    private final float[][] rootZone = new float[DAYS][CELLS];

    FlashDroughtTwin(long seed) throws Exception {
        random = new Random(seed);
        for (int day = 0; day < DAYS; day++) {
            double storm = random.nextDouble() < .35 ? -7 * Math.log(1 - random.nextDouble()) : 0;
            rainMm[day] = (float) storm;
            seenRainMm[day] = (float) (storm * Math.exp(RAIN_ERROR * random.nextGaussian()));
            petMm[day] = (float) (2.5 + 1.5 * Math.sin(2 * Math.PI * (day - 20) / 365.25));
        }
        runNature();
        planted = SUMMER;
        while (!isUsual(planted)) {
            planted++;
        }
        for (int day = planted; day < planted + DRY_DAYS; day++) {
            rainMm[day] = 0;
            seenRainMm[day] = 0;
            petMm[day] = 10;
        }
        for (int day = planted + DRY_DAYS; day < planted + DRY_DAYS + WET_DAYS_AFTER; day++) {
            rainMm[day] += 8;
            seenRainMm[day] += 8;
        }
        runNature();
    }

    /** Whether a day is as wet as usual, and no drought may stand on it. */
    private boolean isUsual(int day) {
        float driest = 100;
        for (int before = day - FREE_DAYS; before <= day; before++) {
            driest = Math.min(driest, naturePercentile(before));
        }
        return driest >= USUAL_FROM_PERCENTILE && naturePercentile(day) <= USUAL_TO_PERCENTILE;
    }

    private void runNature() throws Exception {
        for (TileResult result : openLoop(NATURE_UNIT)) {
            int day = (int) (result.epochDay() - FIRST_DAY);
            surface[day] = result.row(ResultColumn.SURFACE_OPEN_LOOP);
            rootZone[day] = result.row(ResultColumn.ROOT_ZONE_MEAN);
        }
        natureClimatology = Optional.of(climatology(surface, rootZone));
    }

    int lastDay() {
        return FIRST_DAY + DAYS - 1;
    }

    /** Whether a day is behind the year to settle in. */
    boolean counts(int epochDay) {
        return epochDay >= FIRST_DAY + SPIN_UP_DAYS;
    }

    /** Whether a drought that begins on a day is the planted one. */
    boolean isPlanted(int epochDay) {
        return epochDay >= FIRST_DAY + planted && epochDay < FIRST_DAY + planted + DRY_DAYS;
    }

    /** The region's mean percentile in the nature run's own climatology, which all members agree on. */
    List<DroughtDay> natureDays() {
        var days = new ArrayList<DroughtDay>();
        for (int day = 0; day < DAYS; day++) {
            float mean = naturePercentile(day);
            var shares = new float[DroughtDay.CLASSES];
            for (int each = 0; each < shares.length; each++) {
                shares[each] = mean <= DroughtClass.values()[each].upToPercentile() ? 1 : 0;
            }
            days.add(new DroughtDay(FIRST_DAY + day, mean, shares, 1, 1, true));
        }
        return days;
    }

    private float naturePercentile(int day) {
        Climatology climatology = natureClimatology.orElseThrow();
        float[] quantiles = climatology.quantiles(Depth.ROOT_ZONE, FIRST_DAY + day);
        float mean = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            mean += climatology.percentile(quantiles, cell, rootZone[day][cell]) / CELLS;
        }
        return mean;
    }

    /** The model that analyses: other parameters, the climatology of its own open loop, the planned filter. */
    TileParameters analysisModel() throws Exception {
        var ownSurface = new float[DAYS][];
        var ownRootZone = new float[DAYS][];
        for (TileResult result : openLoop(ANALYSIS_UNIT)) {
            int day = (int) (result.epochDay() - FIRST_DAY);
            ownSurface[day] = result.row(ResultColumn.SURFACE_OPEN_LOOP);
            ownRootZone[day] = result.row(ResultColumn.ROOT_ZONE_MEAN);
        }
        TileParameters plain = LandOperatorScene.model(1, FIRST_DAY, ANALYSIS_UNIT);
        return new TileParameters(
                0,
                1,
                FIRST_DAY,
                false,
                plain.parameters(),
                plain.startState(),
                TileParameters.placeKeys(0, CELLS),
                2,
                climatology(ownSurface, ownRootZone).coefficients(),
                new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty())
                        .into(BundleSections.none())
                        .bytes());
    }

    /** What is seen of a day. */
    TileDayInput seen(int day) {
        var observed = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double noisy = surface[day][cell] + NOISE_SD_M3_PER_M3 * random.nextGaussian();
            observed[cell] = day % 2 == 0 ? (float) Math.max(0, noisy) : Float.NaN;
        }
        return input(day, 1, seenRainMm[day], petMm[day], observed);
    }

    /** The same day as it turns out later: it has rained, and nothing was retrieved. */
    TileDayInput drenched(int day) {
        return input(day, 2, 40, 1, nothing());
    }

    private List<TileResult> openLoop(double unit) throws Exception {
        try (var harness = LandOperatorScene.harness()) {
            harness.open();
            harness.processElement2(LandOperatorScene.model(1, FIRST_DAY, unit), 0);
            for (int day = 0; day < DAYS; day++) {
                harness.processElement1(input(day, 1, rainMm[day], petMm[day], nothing()), 0);
            }
            return harness.extractOutputValues();
        }
    }

    private static float[] nothing() {
        return same(Float.NaN);
    }

    private static TileDayInput input(int day, int revision, float rainMm, float petMm, float[] observed) {
        return TileDayInput.of(
                0, FIRST_DAY + day, revision, same(rainMm), same(15), same(petMm), observed, new int[CELLS]);
    }

    private static float[] same(float value) {
        var values = new float[CELLS];
        Arrays.fill(values, value);
        return values;
    }

    private static Climatology climatology(float[][] surface, float[][] rootZone) {
        return new ClimatologyFit(FIRST_DAY + SPIN_UP_DAYS, CLIMATE_DAYS, CELLS).of(flat(surface), flat(rootZone));
    }

    private static float[] flat(float[][] days) {
        var values = new float[CLIMATE_DAYS * CELLS];
        for (int day = 0; day < CLIMATE_DAYS; day++) {
            System.arraycopy(days[SPIN_UP_DAYS + day], 0, values, day * CELLS, CELLS);
        }
        return values;
    }
}
