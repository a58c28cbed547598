package org.soilcast.retrain;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.ArchiveCheckpoint;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.retrain.archive.TileDayFaults;
import org.soilcast.schemas.ConsumerLag;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastWeather;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

/**
 * Follows the topics tiles (always from the beginning: it is small) and tile-days (from the archive's checkpoint) into
 * the archive. Committed records only. Control records and forecast weather among the days are passed over, and so is what
 * does not fit its tile.
 *
 * <p>One thread owns it and calls {@link #poll}; only {@link #wakeUp} may come from another.
 */
public final class ArchiveConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveConsumer.class);
    private static final int RECORDS_PER_COMMIT = 2_000;

    private final KafkaConnection kafka;
    private final TileDayArchive archive;
    private final RetrainMeters meters;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> endsAtStart;
    private final String topicId;
    private final SortedMap<Integer, Tile> tiles = new TreeMap<>();
    private final Set<Integer> lookedFor = new HashSet<>(); // tiles that the topic was read again for
    private int uncommitted;

    /** The same with meters of its own, for a command that needs the archive and no service. */
    public ArchiveConsumer(KafkaConnection kafka, TileDayArchive archive, MeterRegistry registry) {
        this(kafka, archive, new RetrainMeters(registry));
    }

    /**
     * Connects, and drops the archive's contents when they are not the beginning of this very topic.
     *
     * @param archive stays the caller's to close
     */
    ArchiveConsumer(KafkaConnection kafka, TileDayArchive archive, RetrainMeters meters) {
        this.kafka = kafka;
        this.archive = archive;
        this.meters = meters;
        topicId = TopicIdentity.of(kafka, Topics.TILE_DAYS);
        consumer = new KafkaConsumer<>(kafka.consumer("soilcast-retrain-archive"));
        List<TopicPartition> tilePartitions = TopicReader.partitions(consumer, Topics.TILES);
        List<TopicPartition> dayPartitions = TopicReader.partitions(consumer, Topics.TILE_DAYS);
        partitions =
                Stream.concat(tilePartitions.stream(), dayPartitions.stream()).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(tilePartitions);
        endsAtStart = consumer.endOffsets(partitions);
        continueFromCheckpoint(dayPartitions);
    }

    /**
     * Takes what has come, waiting at most so long for something to come.
     *
     * @return number of records taken
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeUp}
     */
    public int poll(Duration timeout) {
        int taken = 0;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
            meters.read(record.topic());
            take(record);
            taken++;
        }
        for (Topics topic : List.of(Topics.TILES, Topics.TILE_DAYS)) {
            meters.lag(topic, ConsumerLag.records(consumer.metrics(), topic));
        }
        boolean idle = taken == 0;
        if (uncommitted >= RECORDS_PER_COMMIT || idle && uncommitted > 0) {
            commit();
        }
        return taken;
    }

    /** Whether everything that the topics held at the start has been taken: before that, days may be missing or old. */
    public boolean caughtUpWithStart() {
        return reached(endsAtStart);
    }

    /** Whether everything that the topics hold at this moment has been taken; asks the broker. */
    public boolean caughtUp() {
        return reached(consumer.endOffsets(partitions));
    }

    /** The tiles of the domain by number, once all of them are known; empty before. */
    public SortedMap<Integer, Tile> domain() {
        boolean complete = !tiles.isEmpty()
                && tiles.size() == tiles.values().iterator().next().getTiles();
        return complete ? tiles : new TreeMap<>();
    }

    /** The days from the domain's first date on that all its tiles have; empty before everything has been read once. */
    public Optional<DaySpan> commonSpan() {
        return caughtUpWithStart() ? archive.commonSpan(domain().keySet()) : Optional.empty();
    }

    /** Makes a {@link #poll} that is under way, or the next one, throw. */
    public void wakeUp() {
        consumer.wakeup();
    }

    /** Commits what was taken and disconnects. */
    @Override
    public void close() {
        if (uncommitted > 0) {
            commit();
        }
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.TILES.topic())) {
            takeOrLeave(record, () -> putTile(record.value()));
            return;
        }
        uncommitted++;
        if (!Topics.CONTROL_KEY.equals(record.key())) {
            takeOrLeave(record, () -> putDay(record.value()));
        }
    }

    private void takeOrLeave(ConsumerRecord<String, byte[]> record, Runnable take) {
        try {
            if (record.value() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            take.run();
        } catch (IllegalArgumentException e) {
            meters.rejected();
            LOG.warn( // the inference job puts a tile-day on the rejected topic, with its bytes
                    "{}-{}, offset {} is left out: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void putTile(byte[] value) {
        Tile tile = SingleObject.decode(value, Tile.class);
        tiles.put(tile.getTile(), tile);
    }

    /** Takes a day of a tile that it fits; tiles are published before their days, but may be read after them. */
    private void putDay(byte[] value) {
        SpecificRecord record = SingleObject.decode(value);
        if (record instanceof ForecastWeather) {
            return;
        }
        if (!(record instanceof TileDay day)) {
            throw new IllegalArgumentException(
                    "expected TileDay, found " + record.getClass().getSimpleName());
        }
        if (!tiles.containsKey(day.getTile()) && lookedFor.add(day.getTile())) {
            readTiles();
        }
        Tile tile = tiles.get(day.getTile());
        Optional<String> fault =
                tile == null ? Optional.of("the domain has no tile " + day.getTile()) : TileDayFaults.of(day, tile);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("tile " + day.getTile() + ", " + day.getDate() + ": " + fault.get());
        }
        archive.put(day);
    }

    /** Reads all tiles that there are now; what is none is reported where its turn comes. */
    private void readTiles() {
        TopicReader.readAll(kafka, Topics.TILES, record -> {
            try {
                if (record.value() != null) {
                    putTile(record.value());
                }
            } catch (IllegalArgumentException e) {
                LOG.debug("not a tile, at offset {}", record.offset(), e);
            }
        });
    }

    private void commit() {
        var offsets = new HashMap<Integer, Long>();
        for (TopicPartition partition : partitions) {
            if (partition.topic().equals(Topics.TILE_DAYS.topic())) {
                offsets.put(partition.partition(), consumer.position(partition));
            }
        }
        archive.commit(topicId, offsets);
        uncommitted = 0;
    }

    private void continueFromCheckpoint(List<TopicPartition> dayPartitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(dayPartitions);
        Optional<ArchiveCheckpoint> usable = archive.checkpoint()
                .filter(found -> found.topicId().equals(topicId))
                .filter(found -> dayPartitions.stream().allMatch(partition -> {
                    long offset = found.offsets().getOrDefault(partition.partition(), -1L);
                    return offset >= TopicReader.offset(begins, partition)
                            && offset <= TopicReader.offset(endsAtStart, partition);
                }));
        if (usable.isEmpty()) {
            archive.checkpoint().ifPresent(found -> LOG.warn("the archive is of another topic and is built anew"));
            archive.clear();
        }
        for (TopicPartition partition : dayPartitions) {
            long offset = usable.flatMap(
                            found -> Optional.ofNullable(found.offsets().get(partition.partition())))
                    .orElseGet(() -> TopicReader.offset(begins, partition));
            consumer.seek(partition, offset);
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
