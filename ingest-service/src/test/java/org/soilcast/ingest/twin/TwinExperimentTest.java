package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.avro.Attribute;

class TwinExperimentTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final LocalDate LAST = FIRST.plusDays(89);

    /** All values of a day to the bit. */
    private static int[] bits(TwinDay day, int tiles) {
        return IntStream.range(0, tiles)
                .flatMap(tile -> IntStream.concat(
                        Arrays.stream(ForcingVariable.values())
                                .flatMapToInt(variable -> ints(day.forcing(variable, tile))),
                        ints(day.soilMoistureM3PerM3(tile))))
                .toArray();
    }

    private static IntStream ints(float[] values) {
        return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i]));
    }

    @Test
    void goesOnInTheMiddleWithTheSameBits() {
        var whole = new TwinExperiment(70, 3, FIRST, LAST);
        var again = new TwinExperiment(70, 3, FIRST, LAST);
        LocalDate middle = FIRST.plusDays(37);
        Iterator<TwinDay> resumed = again.days(middle, LAST);
        Iterator<TwinDay> days = whole.days(FIRST, LAST);
        while (days.hasNext()) {
            TwinDay day = days.next();
            if (!day.date().isBefore(middle)) {
                TwinDay other = resumed.next();
                assertThat(other.date()).isEqualTo(day.date());
                assertThat(bits(other, 3)).as("%s", day.date()).isEqualTo(bits(day, 3));
            }
        }
        assertThat(resumed.hasNext()).isFalse();
        assertThatThrownBy(days::next).isInstanceOf(NoSuchElementException.class);
    }

    /** An experiment that begins later in the same year from April to March agrees on the common dates. */
    @Test
    void firstDateDoesNotChangeTheValues() {
        LocalDate later = FIRST.plusDays(60);
        var early = new TwinExperiment(33, 3, FIRST, LAST);
        var late = new TwinExperiment(33, 3, later, LAST.plusDays(5));
        assertThat(bits(late.days(later, later).next(), 2))
                .isEqualTo(bits(early.days(later, later).next(), 2));
        assertThat(late.input().forcing().digest(later))
                .isEqualTo(early.input().forcing().digest(later))
                .isNotEqualTo(early.input().forcing().digest(FIRST));
    }

    /** Both sources give the days' own values, whatever they were asked for before. */
    @Test
    void sourcesHaveTheDaysInAnyOrder() {
        var experiment = new TwinExperiment(40, 3, FIRST, LAST);
        var days = new ArrayList<TwinDay>();
        experiment.days(FIRST, FIRST.plusDays(9)).forEachRemaining(days::add);
        DomainInput input = experiment.input();
        for (int day : List.of(3, 4, 1, 9, 9, 0)) {
            LocalDate date = FIRST.plusDays(day);
            for (int tile = 0; tile < input.domain().tiles(); tile++) {
                for (ForcingVariable variable : ForcingVariable.values()) {
                    assertThat(input.forcing().day(date).values(variable, input.domain(), tile))
                            .containsExactly(days.get(day).forcing(variable, tile));
                }
                assertThat(input.retrievals().day(date).soilMoistureM3PerM3(input.domain(), tile))
                        .containsExactly(days.get(day).soilMoistureM3PerM3(tile));
            }
        }
    }

    /** Two iterators of one experiment, taken in turns, do not disturb each other. */
    @Test
    void iterationsAreIndependent() {
        var experiment = new TwinExperiment(20, 3, FIRST, LAST);
        Iterator<TwinDay> one = experiment.days(FIRST, FIRST.plusDays(9));
        Iterator<TwinDay> two = experiment.days(FIRST, FIRST.plusDays(9));
        while (one.hasNext()) {
            assertThat(bits(one.next(), 1)).isEqualTo(bits(two.next(), 1));
        }
    }

    @Test
    void seedsAndSizesMakeOtherExperiments() {
        var one = new TwinExperiment(32, 1, FIRST, LAST);
        var two = new TwinExperiment(32, 2, FIRST, LAST);
        assertThat(bits(one.days(FIRST, FIRST).next(), 1))
                .isNotEqualTo(bits(two.days(FIRST, FIRST).next(), 1));
        assertThat(one.origin().checksum()).isNotEqualTo(two.origin().checksum());
        assertThat(one.origin().checksum())
                .isNotEqualTo(new TwinExperiment(33, 1, FIRST, LAST).origin().checksum());
    }

    /** A cell's attributes and weather depend on where it lies, not on how many others there are. */
    @Test
    void cellsDoNotDependOnEachOther() {
        var few = new TwinExperiment(450, 1, FIRST, FIRST);
        var many = new TwinExperiment(512, 1, FIRST, FIRST);
        TwinDay ofFew = few.days(FIRST, FIRST).next();
        TwinDay ofMany = many.days(FIRST, FIRST).next();
        int common = 0;
        for (int position = 0; position < few.domain().cells().size(); position++) {
            var cell = few.domain().cells().get(position);
            var other = many.domain().position(cell.key());
            if (other.isPresent()) {
                common++;
                assertThat(many.domain().cells().get(other.getAsInt())).isEqualTo(cell);
                for (ForcingVariable variable : TwinWeather.VARIABLES) {
                    assertThat(ofFew.forcing(variable, position / 32)[position % 32])
                            .isEqualTo(ofMany.forcing(variable, other.getAsInt() / 32)[other.getAsInt() % 32]);
                }
                assertThat(Float.valueOf(ofFew.soilMoistureM3PerM3(position / 32)[position % 32]))
                        .isEqualTo(Float.valueOf(
                                ofMany.soilMoistureM3PerM3(other.getAsInt() / 32)[other.getAsInt() % 32]));
            }
        }
        assertThat(common).isGreaterThan(100);
    }

    /** 128 cells over a year: every value in its range, retrievals for 35 to 55 % of cells and days, all seasons. */
    @Test
    void valuesAreInRangeAndRetrievalsAsOftenAsOfSmap() {
        var experiment = new TwinExperiment(128, 1, FIRST, FIRST.plusDays(364));
        int retrieved = 0;
        int total = 0;
        double precipitationMm = 0;
        float coldest = Float.MAX_VALUE;
        float hottest = 0;
        for (Iterator<TwinDay> days = experiment.days(FIRST, FIRST.plusDays(364)); days.hasNext(); ) {
            TwinDay day = days.next();
            for (int tile = 0; tile < experiment.domain().tiles(); tile++) {
                for (ForcingVariable variable : ForcingVariable.values()) {
                    for (float value : day.forcing(variable, tile)) {
                        assertThat(variable.inRange(value))
                                .as("%s %s", variable, value)
                                .isTrue();
                    }
                }
                float[] min = day.forcing(ForcingVariable.AIR_TEMPERATURE_MIN_K, tile);
                float[] mean = day.forcing(ForcingVariable.AIR_TEMPERATURE_K, tile);
                float[] max = day.forcing(ForcingVariable.AIR_TEMPERATURE_MAX_K, tile);
                float[] precipitation = day.forcing(ForcingVariable.PRECIPITATION_MM_PER_DAY, tile);
                float[] soilMoisture = day.soilMoistureM3PerM3(tile);
                for (int cell = 0; cell < soilMoisture.length; cell++) {
                    assertThat(mean[cell]).isBetween(min[cell], max[cell]);
                    coldest = Math.min(coldest, min[cell]);
                    hottest = Math.max(hottest, max[cell]);
                    precipitationMm += precipitation[cell];
                    total++;
                    if (!Float.isNaN(soilMoisture[cell])) {
                        retrieved++;
                        assertThat(soilMoisture[cell]).isBetween(0f, 0.80f);
                    }
                }
            }
            assertThat(day.forcing(ForcingVariable.RELATIVE_HUMIDITY_PERCENT, 0))
                    .isEmpty();
        }
        assertThat(total).isEqualTo(128 * 365);
        assertThat((double) retrieved / total).isBetween(0.35, 0.55);
        assertThat(precipitationMm / 128).isBetween(300.0, 1200.0);
        assertThat(coldest).isBetween(230f, 263f);
        assertThat(hottest).isBetween(303f, 325f);
    }

    @Test
    void describesItselfAsSynthetic() {
        var experiment = TwinExperiment.of(TwinExperiment.DEFAULT_CELLS, 1, Optional.empty(), Optional.empty());
        assertThat(experiment.dates()).hasToString("2015-04-01..2016-09-30");
        assertThat(experiment.domain().name()).isEqualTo("twin");
        assertThat(experiment.domain().description().synthetic()).isTrue();
        assertThat(experiment.input().forcing().name()).startsWith("twin");
        assertThat(experiment.input().retrievals().name()).startsWith("twin");
        assertThat(experiment.input().rejected()).isEmpty();
        assertThat(experiment.domain().tileRecord(0).getAttributes())
                .extracting(Attribute::getName)
                .contains("sand_percent", "silt_percent", "clay_percent", "bulk_density_g_per_cm3", "ndvi_mean")
                .hasSize(12);
        for (var cell : experiment.domain().cells()) {
            assertThat(cell.attributes()).allMatch(value -> value >= 0 && value <= 100);
            float texture = cell.attributes().get(0)
                    + cell.attributes().get(1)
                    + cell.attributes().get(2);
            assertThat(texture).isBetween(99.99f, 100.01f);
        }
    }

    @Test
    void refusesWhatItCannotMake() {
        assertThatThrownBy(() -> new TwinExperiment(0, 1, FIRST, LAST)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new TwinExperiment(1, 1, LAST, FIRST))
                .isInstanceOf(InputException.class)
                .hasMessage("domain twin: first date 2015-06-29 is after last date 2015-04-01");
        var experiment = new TwinExperiment(1, 1, FIRST, LAST);
        assertThatThrownBy(() -> experiment.days(FIRST.minusDays(1), LAST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> experiment.days(FIRST, LAST.plusDays(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
