package org.soilcast.inference.topics;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;
import org.soilcast.service.ServiceMetric;

/** Puts alerts on their topic, keyed by rule, cell or area, and onset, in the partition of the tile or area. */
public final class AlertSerialization implements KafkaRecordSerializationSchema<AlertResult> {
    private final String domain;
    private final int partitions;
    private transient Counter written = new SimpleCounter();

    /** For one domain and the topic's number of partitions. */
    public AlertSerialization(String domain, int partitions) {
        this.domain = domain;
        this.partitions = partitions;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        written = RecordCounts.of(context.getMetricGroup(), ServiceMetric.RECORDS_OUT, Topics.ALERTS.topic());
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(AlertResult alert, KafkaSinkContext context, Long timestamp) {
        written.inc();
        return serialize(alert);
    }

    /** The record of an alert, which follows from the alert alone. */
    public ProducerRecord<byte[], byte[]> serialize(AlertResult alert) {
        LocalDate since = LocalDate.ofEpochDay(alert.onsetEpochDay());
        boolean ofArea = !alert.area().isEmpty();
        String id = ofArea
                ? Topics.areaAlertKey(alert.rule(), alert.area(), since)
                : Topics.alertKey(alert.rule(), alert.tile(), alert.cell(), since);
        Alert.Builder value = Alert.newBuilder()
                .setId(id)
                .setRule(alert.rule())
                .setDomain(domain)
                .setTile(alert.tile())
                .setCell(alert.cell())
                .setState(AlertState.valueOf(alert.news().name()))
                .setSequence(alert.sequence())
                .setDroughtClass(alert.droughtClass())
                .setPeakClass(alert.peakClass())
                .setPercentile(alert.percentile())
                .setProbability(alert.probability())
                .setSince(since)
                .setRaisedOn(LocalDate.ofEpochDay(alert.raisedEpochDay()))
                .setAsOf(LocalDate.ofEpochDay(alert.changedEpochDay()))
                .setProvisional(alert.provisional())
                .setModelChanged(alert.modelChanged())
                .setModelVersion(alert.modelVersion())
                .setRevision(alert.revision())
                .setShortClimatology(alert.shortClimatology())
                .setArea(alert.area())
                .setAreaName(alert.areaName())
                .setKind(alert.kind())
                .setVariable(alert.variable())
                .setNotify(alert.notifies());
        if (alert.clearedEpochDay() != AlertResult.NOT_CLEARED) {
            value.setClearedOn(LocalDate.ofEpochDay(alert.clearedEpochDay()));
        }
        return new ProducerRecord<>(
                Topics.ALERTS.topic(),
                ofArea ? Topics.areaPartition(alert.area(), partitions) : Topics.partition(alert.tile(), partitions),
                id.getBytes(StandardCharsets.UTF_8),
                SingleObject.encode(value.build()));
    }
}
