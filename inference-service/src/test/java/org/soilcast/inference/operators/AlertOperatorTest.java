package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.AlertSerialization;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

class AlertOperatorTest {
    private static final int CELLS = 3;
    private static final int FIRST_DAY = 16_525; // a pentad begins
    private static final int DAYS = 300;
    /** So far back may the land model send days again. */
    private static final int REACH_DAYS = 20;

    private static final List<AlertRule> RULES =
            List.of(AlertRule.SEVERE_DROUGHT, new AlertRule("dry", DroughtClass.D0, .6f, 1, 3, 3, 0));

    private KeyedOneInputStreamOperatorTestHarness<Integer, TileResult, AlertResult> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    @Test
    void aDroughtIsToldOnceFollowedAndCleared() throws Exception {
        List<AlertResult> told = take(0, 120, day -> day < 30 ? 50 : day < 60 ? 8 : 50);
        assertThat(told)
                .extracting(AlertResult::news)
                .containsExactly(AlertNews.RAISED, AlertNews.UPDATED, AlertNews.CLEARED, AlertNews.CLEARED);
        assertThat(told).extracting(AlertResult::sequence).containsExactly(1, 2, 3, 4);
        assertThat(told).extracting(AlertResult::provisional).containsExactly(true, false, true, false);
        assertThat(told).extracting(AlertResult::onsetEpochDay).containsOnly(FIRST_DAY + 30);
        assertThat(told.get(0).raisedEpochDay()).isEqualTo(FIRST_DAY + 39);
        assertThat(told.get(3).clearedEpochDay()).isEqualTo(FIRST_DAY + 69);
        assertThat(told).allMatch(AlertResult::shortClimatology);

        assertThat(take(110, 120, day -> 50)).as("the same days again").isEmpty();
    }

    @Test
    void lateInputThatRemovesTheDroughtCancelsItAndOneThatMovesItSaysSo() throws Exception {
        take(0, 45, day -> day < 30 ? 50 : 8);
        List<AlertResult> deeper = take(30, 45, day -> 4);
        assertThat(deeper).extracting(AlertResult::news).containsExactly(AlertNews.UPDATED);
        assertThat(deeper.get(0).droughtClass()).isEqualTo(DroughtClass.D3.number());
        List<AlertResult> gone = take(32, 45, day -> 50);
        assertThat(gone).extracting(AlertResult::news).containsExactly(AlertNews.CANCELLED);
        assertThat(gone.get(0).sequence()).isEqualTo(3);
        List<AlertResult> back = take(32, 45, day -> 8);
        assertThat(back).extracting(AlertResult::news).containsExactly(AlertNews.RAISED);
        assertThat(back.get(0).sequence()).isEqualTo(4);
        assertThat(back.get(0).onsetEpochDay()).isEqualTo(FIRST_DAY + 30);
    }

    @Test
    void theRecordHasAllThatIsPromised() throws Exception {
        AlertResult raised = take(0, 40, day -> day < 30 ? 50 : 8).get(0);
        var record = new AlertSerialization("made-up", 4).serialize(raised);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("severe-drought/0.0/2015-04-30");
        Alert alert = SingleObject.decode(record.value(), Alert.class);
        assertThat(alert.getState()).isEqualTo(AlertState.RAISED);
        assertThat(alert.getId()).isEqualTo("severe-drought/0.0/2015-04-30");
        assertThat(alert.getRaisedOn()).hasToString("2015-05-09");
        assertThat(alert.getClearedOn()).isNull();
        assertThat(alert.getPercentile()).isEqualTo(8);
        assertThat(alert.getProbability()).isEqualTo(1);
        assertThat(alert.getShortClimatology()).isTrue();
    }

    /** Late input, days in any order up to the newest, failures: what stands in the end is what a clean run says. */
    @Test
    void theAlertsThatStandFollowFromTheSetOfInputs() throws Exception {
        var cancelled = new ArrayList<AlertResult>();
        for (long seed = 1; seed <= 8; seed++) {
            compareCleanWithLate(seed, cancelled);
            stop();
            start();
        }
        assertThat(cancelled).as("late input has cancelled something").isNotEmpty();
    }

    private void compareCleanWithLate(long seed, List<AlertResult> cancelled) throws Exception {
        var random = new Random(seed);
        float[][] truth = wander(random);
        Map<String, String> clean = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            remember(clean, send(day, truth[day], 1));
        }
        assertThat(clean).as("seed %d", seed).isNotEmpty();
        stop();
        start();
        Map<String, String> late = new TreeMap<>();
        float[][] other = wander(random);
        int corrected = 0;
        for (int day = 0; day < DAYS; day++) {
            List<AlertResult> told = send(day, day / 13 % 2 == 0 ? other[day] : truth[day], 1);
            if (random.nextInt(6) == 0 || day == DAYS - 1 || day - corrected == REACH_DAYS) {
                corrected = day;
                int from = Math.max(0, day - REACH_DAYS);
                var order = new ArrayList<Integer>();
                for (int again = from; again < day; again++) {
                    order.add(again);
                }
                Collections.shuffle(order, random);
                order.add(day);
                for (int again : order) {
                    told.addAll(send(again, truth[again], 1));
                }
            }
            told.stream().filter(alert -> alert.news() == AlertNews.CANCELLED).forEach(cancelled::add);
            remember(late, told);
            if (random.nextInt(20) == 0) {
                restore(harness.snapshot(1, 0));
            }
        }
        assertThat(late).as("seed %d", seed).isEqualTo(clean);
    }

    @Test
    void whatIsRepeatedAfterAFailureIsToldAlike() throws Exception {
        take(0, 38, day -> day < 30 ? 50 : 8);
        OperatorSubtaskState state = harness.snapshot(1, 0);
        List<AlertResult> first = take(38, 80, day -> 8);
        restore(state);
        assertThat(take(38, 80, day -> 8)).isNotEmpty().isEqualTo(first);
    }

    @Test
    void withoutAnEnsembleThereAreNoAlerts() throws Exception {
        for (int day = 0; day < 60; day++) {
            TileResult known = result(day, new float[] {1, 1, 1}, 1);
            harness.processElement(
                    new TileResult(0, known.epochDay(), 1, 1, 1, known.values(), new byte[0], known.quality()), 0);
        }
        assertThat(harness.extractOutputValues()).isEmpty();
    }

    private void restore(OperatorSubtaskState state) throws Exception {
        stop();
        harness = harness();
        harness.initializeState(state);
        harness.open();
    }

    /** What stands after these, by identity; how it was told, and how often, is left out. */
    private static void remember(Map<String, String> stands, List<AlertResult> told) {
        for (AlertResult alert : told) {
            String id = alert.rule() + " " + alert.cell() + " " + alert.onsetEpochDay();
            if (alert.news() == AlertNews.CANCELLED) {
                stands.remove(id);
            } else {
                Alert record = SingleObject.decode(
                        new AlertSerialization("made-up", 1).serialize(alert).value(), Alert.class);
                stands.put(
                        id,
                        Alert.newBuilder(record)
                                .setState(AlertState.RAISED)
                                .setSequence(1)
                                .build()
                                .toString());
            }
        }
    }

    private interface Percentiles {
        float of(int day);
    }

    /** Days of which the first cell varies; what is told of it by the first rule. */
    private List<AlertResult> take(int first, int end, Percentiles percentiles) throws Exception {
        var told = new ArrayList<AlertResult>();
        for (int day = first; day < end; day++) {
            told.addAll(send(day, new float[] {percentiles.of(day), 60, Float.NaN}, 1));
        }
        told.removeIf(alert -> !alert.rule().equals(AlertRule.SEVERE_DROUGHT.name()));
        assertThat(told).allMatch(alert -> alert.cell() == 0);
        return told;
    }

    private List<AlertResult> send(int day, float[] percentiles, int version) throws Exception {
        harness.processElement(result(day, percentiles, version), 0);
        List<AlertResult> told = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return told;
    }

    private static TileResult result(int day, float[] percentiles, int version) {
        var values = new float[ResultColumn.values().length * CELLS];
        System.arraycopy(percentiles, 0, values, ResultColumn.ROOT_ZONE_PERCENTILE.ordinal() * CELLS, CELLS);
        var members = new byte[DroughtDay.CLASSES * CELLS];
        for (int i = 0; i < members.length; i++) {
            boolean dry = percentiles[i % CELLS] <= DroughtClass.values()[i / CELLS].upToPercentile();
            members[i] = (byte) (dry ? Runs.MEMBERS : 0);
        }
        var quality = new int[CELLS];
        Arrays.fill(quality, QualityFlags.CLIMATOLOGY_SHORT);
        return new TileResult(0, FIRST_DAY + day, version, 1, 1, values, members, quality);
    }

    private static float[][] wander(Random random) {
        var days = new float[DAYS][CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double level = 20;
            for (int day = 0; day < DAYS; day++) {
                level += 4 * random.nextGaussian() + .03 * (10 - level);
                days[day][cell] = (float) Math.min(100, Math.abs(level));
            }
        }
        return days;
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, TileResult, AlertResult> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertOperator(RULES)), TileResult::tile, Types.INT);
    }
}
