package org.soilcast.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicsTest {
    @ParameterizedTest
    @EnumSource(Topics.class)
    void everyTopicIsStampedByTheBroker(Topics topic) {
        assertThat(topic.newTopic(4, (short) 1).configs()).containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void namesAreVersionedAndDistinct() {
        assertThat(Topics.all()).allSatisfy(topic -> assertThat(topic.topic()).matches("soilcast\\.[a-z-]+\\.v1"));
        assertThat(Topics.all().stream().map(Topics::topic).collect(Collectors.toSet()))
                .hasSameSizeAs(Topics.all());
    }

    @Test
    void historyIsKeptForEver() {
        assertThat(Topics.TILE_DAYS.newTopic(4, (short) 1).configs()).containsEntry("retention.ms", "-1");
    }

    @Test
    void bundlesHaveOneOrder() {
        assertThat(Topics.MODEL_BUNDLES.newTopic(4, (short) 1).numPartitions()).isEqualTo(1);
        assertThat(Topics.TILE_MODELS.newTopic(4, (short) 1).numPartitions()).isEqualTo(4);
    }

    @Test
    void tilesSpreadOverPartitionsInTurn() {
        assertThat(Topics.partition(0, 4)).isZero();
        assertThat(Topics.partition(5, 4)).isEqualTo(1);
    }

    @Test
    void keysAreReadable() {
        assertThat(Topics.tileDateKey(12, LocalDate.of(2016, 2, 29))).isEqualTo("12/2016-02-29");
        assertThat(Topics.tileVersionKey(12, 3)).isEqualTo("12/3");
        assertThat(Topics.areaDateKey("17001", LocalDate.of(2016, 2, 29))).isEqualTo("17001/2016-02-29");
        assertThat(Topics.areaAlertKey("dry", "3.17", LocalDate.of(2016, 2, 29)))
                .isEqualTo("dry/area/3.17/2016-02-29")
                .isNotEqualTo(Topics.alertKey("dry", 3, 17, LocalDate.of(2016, 2, 29)));
    }
}
