package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * A compacted topic that is small enough to be kept whole in one file of the store, the newest record of each key.
 *
 * @param topic its name and keys
 * @param type of its records
 */
public record SmallTopic<T extends SpecificRecord>(Topics topic, Class<T> type) {
    /** The areas that statistics are made of. */
    public static final SmallTopic<Area> AREAS = new SmallTopic<>(Topics.AREAS, Area.class);
    /** Whether model versions were replaced, and why. */
    public static final SmallTopic<ModelDecision> DECISIONS =
            new SmallTopic<>(Topics.MODEL_DECISIONS, ModelDecision.class);

    private static final Logger LOG = LoggerFactory.getLogger(SmallTopic.class);

    /** The file in the folder of a store. */
    RecordLog file(Path results) {
        return new RecordLog(results.resolve(topic.name().toLowerCase(java.util.Locale.ROOT)), "newest");
    }

    /** Changes whenever {@link #read} may find something else. */
    public String version(Path results) throws IOException {
        return file(results).version();
    }

    /** What the store has of it, by key ascending. */
    public List<T> read(Path results) throws IOException {
        var read = new ArrayList<T>();
        try {
            file(results)
                    .read(
                            End.NONE,
                            read::clear,
                            (offsets, records) ->
                                    records.forEach(record -> read.add(SingleObject.decode(record, type))));
            return List.copyOf(read);
        } catch (DamagedResults | IllegalArgumentException e) {
            LOG.warn("nothing of {} is known: {}", topic.topic(), e.getMessage());
            return List.of();
        }
    }
}
