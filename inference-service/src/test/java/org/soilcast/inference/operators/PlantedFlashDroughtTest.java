package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.alert.AlertHistory;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.dayline.alert.DroughtAlert;
import org.soilcast.dayline.alert.DroughtPentad;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.area.AreaPart;
import org.soilcast.inference.area.TileAreas;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;

/**
 * A twin of three years with a flash drought planted in the third: whoever analyses wrong rain and noisy retrievals with
 * other parameters is told of it about when it happens in the nature run, and of nothing else.
 */
class PlantedFlashDroughtTest {
    private static final AlertRule FLASH =
            new AlertRule("flash", AlertRule.Kind.FLASH_DROUGHT, Depth.ROOT_ZONE, DroughtClass.D1, .7f, 1, 5, 2, 7);
    private static final AlertWatch WATCH = AlertWatch.of(
            new AlertRules(List.of(new AlertRules.Entry(FLASH, Set.of(AlertRules.AREAS)))), Optional.empty());
    private static final List<AreaCells> AREA = List.of(
            new AreaCells("region", "Region", new int[] {0}, new int[][] {{0, 1, 2}}, new float[][] {{1, 1, 1}}));
    private static final int TWO_PENTADS = 2;

    private final KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> land =
            open(new KeyedTwoInputStreamOperatorTestHarness<>(
                    new KeyedCoProcessOperator<>(new LandOperator()),
                    TileDayInput::tile,
                    TileParameters::tile,
                    Types.INT));
    private final KeyedOneInputStreamOperatorTestHarness<String, AreaPart, AreaDayResult> areas =
            open(new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new AreaOperator(AREA)), AreaPart::area, Types.STRING));
    private final KeyedOneInputStreamOperatorTestHarness<String, AreaDayResult, AlertResult> alerts =
            open(new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new AreaAlertOperator(WATCH)), AreaDayResult::area, Types.STRING));

    PlantedFlashDroughtTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        land.close();
        areas.close();
        alerts.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104}) // not those that the scene was made with
    void itIsToldWithinTwoPentadsClearedAndNothingFlaps(long seed) throws Exception {
        var twin = new FlashDroughtTwin(seed);
        List<DroughtAlert> truth = AlertHistory.of(FLASH, twin.natureDays(), twin.lastDay()).stream()
                .filter(alert -> twin.counts(alert.onsetEpochDay()))
                .toList();
        DroughtAlert planted = only(
                truth.stream()
                        .filter(alert -> twin.isPlanted(alert.onsetEpochDay()))
                        .toList(),
                seed);
        land.processElement2(twin.analysisModel(), 0);
        List<AlertResult> told = new ArrayList<>();
        for (int day = 0; day < FlashDroughtTwin.DAYS; day++) {
            told.addAll(send(twin.seen(day)));
        }
        List<AlertResult> raised = told.stream()
                .filter(alert -> alert.news() == AlertNews.RAISED && twin.counts(alert.onsetEpochDay()))
                .toList();
        AlertResult found = only(
                raised.stream()
                        .filter(alert -> twin.isPlanted(alert.onsetEpochDay()))
                        .toList(),
                seed);
        int late = DroughtPentad.number(found.raisedEpochDay()) - DroughtPentad.number(planted.raisedEpochDay());
        System.out.printf(
                "planted flash drought, seed %d: raised %+d pentads from the nature run's crossing; of %d others of the"
                        + " nature run and %d false alarms were told in three years%n",
                seed, late, truth.size() - 1, raised.size() - 1);
        assertThat(late).as("seed %d, pentads late", seed).isBetween(-TWO_PENTADS, TWO_PENTADS);
        assertThat(told)
                .as("seed %d", seed)
                .noneMatch(alert -> alert.news() == AlertNews.CANCELLED)
                .filteredOn(alert -> alert.onsetEpochDay() == found.onsetEpochDay()
                        && alert.clearedEpochDay() != AlertResult.NOT_CLEARED)
                .as("seed %d, cleared", seed)
                .isNotEmpty();
    }

    @Test
    void lateInputThatRemovesItCancelsIt() throws Exception {
        var twin = new FlashDroughtTwin(1);
        land.processElement2(twin.analysisModel(), 0);
        int day = 0;
        Optional<AlertResult> raised = Optional.empty();
        for (; raised.isEmpty(); day++) {
            raised = send(twin.seen(day)).stream()
                    .filter(alert -> twin.isPlanted(alert.onsetEpochDay()))
                    .findFirst();
        }
        List<AlertResult> told = new ArrayList<>();
        for (int back = FlashDroughtTwin.LATE_DAYS; back > 0; back--) {
            told.addAll(send(twin.drenched(day - back)));
        }
        assertThat(told).extracting(AlertResult::news).contains(AlertNews.CANCELLED);
        assertThat(told.get(told.size() - 1).news()).isEqualTo(AlertNews.CANCELLED);
        assertThat(told.get(told.size() - 1).onsetEpochDay())
                .isEqualTo(raised.orElseThrow().onsetEpochDay());
    }

    private static <T> T only(List<T> found, long seed) {
        assertThat(found).as("seed %d", seed).hasSize(1);
        return found.get(0);
    }

    /** What is told of a day, and of those that it changes. */
    private List<AlertResult> send(TileDayInput day) throws Exception {
        land.processElement1(day, 0);
        for (TileResult result : land.extractOutputValues()) {
            List<AreaPart> parts = new ArrayList<>();
            new TileAreas(AREA).parts(result, parts::add);
            for (AreaPart part : parts) {
                areas.processElement(part, 0);
            }
        }
        land.getOutput().clear();
        for (AreaDayResult areaDay : areas.extractOutputValues()) {
            alerts.processElement(areaDay, 0);
        }
        areas.getOutput().clear();
        List<AlertResult> told = new ArrayList<>(alerts.extractOutputValues());
        alerts.getOutput().clear();
        return told;
    }

    private static <K, A, B, O> KeyedTwoInputStreamOperatorTestHarness<K, A, B, O> open(
            KeyedTwoInputStreamOperatorTestHarness<K, A, B, O> harness) throws Exception {
        harness.open();
        return harness;
    }

    private static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> open(
            KeyedOneInputStreamOperatorTestHarness<K, I, O> harness) throws Exception {
        harness.open();
        return harness;
    }
}
