package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertWatch;

/** Who is to be told of alerts, and of which. */
class AlertTellingTest {
    @AutoClose
    private final AlertScene scene = new AlertScene();

    @Test
    void nobodyIsToldOfHistoryAndOnceOfWhatStandsWhenItBegins() throws Exception {
        scene.startAnew(new AlertWatch(AlertScene.WATCH.rules(), AlertScene.FIRST_DAY + 117));
        List<AlertResult> history = scene.take(0, 100, day -> day % 60 < 30 ? 50 : 8);
        assertThat(history).isNotEmpty().noneMatch(AlertResult::notifies);
        assertThat(scene.take(100, 117, day -> 8)).isNotEmpty().noneMatch(AlertResult::notifies);
        List<AlertResult> standing = scene.take(117, 118, day -> 8);
        assertThat(standing).hasSize(1).allMatch(AlertResult::notifies);
        assertThat(standing.get(0).news()).isEqualTo(AlertNews.UPDATED);
        assertThat(standing.get(0).clearedEpochDay()).isEqualTo(AlertResult.NOT_CLEARED);
        assertThat(scene.take(118, 150, day -> 50)).isNotEmpty().allMatch(AlertResult::notifies);
    }

    @Test
    void nobodyIsToldOfWhatAnotherModelVersionRaisedUntilTheWeatherChangesIt() throws Exception {
        var told = new ArrayList<AlertResult>();
        for (int day = 0; day < 90; day++) {
            float percentile = day < 30 ? 50 : day < 60 ? 8 : 4;
            told.addAll(scene.send(day, new float[] {percentile, 60, Float.NaN}, day < 30 ? 1 : 2));
        }
        told.removeIf(alert -> !alert.rule().equals(AlertRule.SEVERE_DROUGHT.name()));
        assertThat(told.get(0).modelChanged()).isTrue();
        assertThat(told).filteredOn(AlertResult::modelChanged).noneMatch(AlertResult::notifies);
        assertThat(told).filteredOn(alert -> !alert.modelChanged()).isNotEmpty().allMatch(AlertResult::notifies);
    }

    @Test
    void theSurfaceHasRulesOfItsOwn() throws Exception {
        List<AlertResult> told = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            told.addAll(scene.send(day, new float[] {day < 30 ? 50 : 8, 60, Float.NaN}, 1));
        }
        assertThat(told)
                .filteredOn(alert -> alert.rule().equals("topsoil"))
                .isNotEmpty()
                .allMatch(alert -> alert.variable().equals(AlertResult.SURFACE))
                .allMatch(alert -> alert.kind().equals("flash-drought"));
    }
}
