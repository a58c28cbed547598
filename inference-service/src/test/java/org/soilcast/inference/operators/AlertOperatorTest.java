package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.AlertSerialization;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

class AlertOperatorTest {
    private static final int CELLS = AlertScene.CELLS;
    private static final int FIRST_DAY = AlertScene.FIRST_DAY;
    private static final int DAYS = 300;
    /** So far back may the land model send days again. */
    private static final int REACH_DAYS = 20;

    @AutoClose
    private final AlertScene scene = new AlertScene();

    @Test
    void aDroughtIsToldOnceFollowedAndCleared() throws Exception {
        List<AlertResult> told = scene.take(0, 120, day -> day < 30 ? 50 : day < 60 ? 8 : 50);
        assertThat(told)
                .extracting(AlertResult::news)
                .containsExactly(AlertNews.RAISED, AlertNews.UPDATED, AlertNews.CLEARED, AlertNews.CLEARED);
        assertThat(told).extracting(AlertResult::sequence).containsExactly(1, 2, 3, 4);
        assertThat(told).extracting(AlertResult::provisional).containsExactly(true, false, true, false);
        assertThat(told).extracting(AlertResult::onsetEpochDay).containsOnly(FIRST_DAY + 30);
        assertThat(told.get(0).raisedEpochDay()).isEqualTo(FIRST_DAY + 39);
        assertThat(told.get(3).clearedEpochDay()).isEqualTo(FIRST_DAY + 69);
        assertThat(told).allMatch(AlertResult::shortClimatology);

        assertThat(scene.take(110, 120, day -> 50)).as("the same days again").isEmpty();
    }

    @Test
    void lateInputThatRemovesTheDroughtCancelsItAndOneThatMovesItSaysSo() throws Exception {
        scene.take(0, 45, day -> day < 30 ? 50 : 8);
        List<AlertResult> deeper = scene.take(30, 45, day -> 4);
        assertThat(deeper).extracting(AlertResult::news).containsExactly(AlertNews.UPDATED);
        assertThat(deeper.get(0).droughtClass()).isEqualTo(DroughtClass.D3.number());
        List<AlertResult> gone = scene.take(32, 45, day -> 50);
        assertThat(gone).extracting(AlertResult::news).containsExactly(AlertNews.CANCELLED);
        assertThat(gone.get(0).sequence()).isEqualTo(3);
        List<AlertResult> back = scene.take(32, 45, day -> 8);
        assertThat(back).extracting(AlertResult::news).containsExactly(AlertNews.RAISED);
        assertThat(back.get(0).sequence()).isEqualTo(4);
        assertThat(back.get(0).onsetEpochDay()).isEqualTo(FIRST_DAY + 30);
    }

    @Test
    void theRecordHasAllThatIsPromised() throws Exception {
        AlertResult raised = scene.take(0, 40, day -> day < 30 ? 50 : 8).get(0);
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
        assertThat(alert.getVariable()).isEqualTo("rootzone");
        assertThat(alert.getArea()).isEmpty();
        assertThat(alert.getNotify()).isTrue();
    }

    /** Late input, days in any order up to the newest, failures: what stands in the end is what a clean run says. */
    @Test
    void theAlertsThatStandFollowFromTheSetOfInputs() throws Exception {
        var cancelled = new ArrayList<AlertResult>();
        for (long seed = 1; seed <= 8; seed++) {
            compareCleanWithLate(seed, cancelled);
            scene.startAnew(AlertScene.WATCH);
        }
        assertThat(cancelled).as("late input has cancelled something").isNotEmpty();
    }

    private void compareCleanWithLate(long seed, List<AlertResult> cancelled) throws Exception {
        var random = new Random(seed);
        float[][] truth = wander(random);
        Map<String, String> clean = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            remember(clean, scene.send(day, truth[day], 1));
        }
        assertThat(clean).as("seed %d", seed).isNotEmpty();
        scene.startAnew(AlertScene.WATCH);
        Map<String, String> late = new TreeMap<>();
        float[][] other = wander(random);
        int corrected = 0;
        for (int day = 0; day < DAYS; day++) {
            List<AlertResult> told = scene.send(day, day / 13 % 2 == 0 ? other[day] : truth[day], 1);
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
                    told.addAll(scene.send(again, truth[again], 1));
                }
            }
            told.stream().filter(alert -> alert.news() == AlertNews.CANCELLED).forEach(cancelled::add);
            remember(late, told);
            if (random.nextInt(20) == 0) {
                scene.restore(scene.snapshot());
            }
        }
        assertThat(late).as("seed %d", seed).isEqualTo(clean);
    }

    @Test
    void whatIsRepeatedAfterAFailureIsToldAlike() throws Exception {
        scene.take(0, 38, day -> day < 30 ? 50 : 8);
        OperatorSubtaskState state = scene.snapshot();
        List<AlertResult> first = scene.take(38, 80, day -> 8);
        scene.restore(state);
        assertThat(scene.take(38, 80, day -> 8)).isNotEmpty().isEqualTo(first);
    }

    @Test
    void withoutAnEnsembleThereAreNoAlerts() throws Exception {
        var told = new ArrayList<AlertResult>();
        for (int day = 0; day < 60; day++) {
            TileResult known = AlertScene.result(0, day, new float[] {1, 1, 1}, 1);
            told.addAll(scene.send(
                    new TileResult(0, known.epochDay(), 1, 1, 1, known.values(), new byte[0], known.quality())));
        }
        assertThat(told).isEmpty();
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
}
