package org.soilcast.inference.topics;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.dayline.area.AreaStatistics;
import org.soilcast.dayline.area.AreaSums;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.service.ServiceMetric;

/** Puts days of areas on their topic, keyed by area and date, in the partition of the area. */
public final class AreaDaySerialization implements KafkaRecordSerializationSchema<AreaDayResult> {
    private final String domain;
    private final int partitions;
    private transient Counter written = new SimpleCounter();

    /** For one domain and the topic's number of partitions. */
    public AreaDaySerialization(String domain, int partitions) {
        this.domain = domain;
        this.partitions = partitions;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        written = RecordCounts.of(context.getMetricGroup(), ServiceMetric.RECORDS_OUT, Topics.AREA_STATISTICS.topic());
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(AreaDayResult day, KafkaSinkContext context, Long timestamp) {
        written.inc();
        return serialize(day);
    }

    /** The record of a day, which follows from the day alone. */
    public ProducerRecord<byte[], byte[]> serialize(AreaDayResult day) {
        LocalDate date = LocalDate.ofEpochDay(day.epochDay());
        var sums = new AreaSums(day.sums());
        var surface = new AreaStatistics(sums, Depth.SURFACE);
        var rootZone = new AreaStatistics(sums, Depth.ROOT_ZONE);
        AreaDay value = AreaDay.newBuilder()
                .setArea(day.area())
                .setName(day.name())
                .setDomain(domain)
                .setDate(date)
                .setModelVersion(day.modelVersion())
                .setRevision(day.revision())
                .setShortClimatology(day.shortClimatology())
                .setCells(rootZone.cells())
                .setKnownPercent(rootZone.knownPercent())
                .setSurfacePercentile(surface.percentile())
                .setSurfaceClassPercent(Floats.view(surface.classPercent()))
                .setSurfaceLikelyPercent(Floats.view(surface.likelyPercent()))
                .setSurfaceDsci(surface.dsci())
                .setRootZonePercentile(rootZone.percentile())
                .setRootZoneClassPercent(Floats.view(rootZone.classPercent()))
                .setRootZoneLikelyPercent(Floats.view(rootZone.likelyPercent()))
                .setRootZoneDsci(rootZone.dsci())
                .build();
        return new ProducerRecord<>(
                Topics.AREA_STATISTICS.topic(),
                Topics.areaPartition(day.area(), partitions),
                Topics.areaDateKey(day.area(), date).getBytes(StandardCharsets.UTF_8),
                SingleObject.encode(value));
    }
}
