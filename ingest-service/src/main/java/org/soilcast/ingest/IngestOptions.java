package org.soilcast.ingest;

import java.util.Optional;
import org.soilcast.ingest.area.AreaFile;
import org.soilcast.schemas.RetrainSchedule;

/**
 * What ingest does where it is asked to.
 *
 * @param areas what statistics are made of beside cells; without, those that have been published stay
 * @param retrain when days wait for a decision on the model; empty for never
 */
public record IngestOptions(Optional<AreaFile> areas, Optional<RetrainSchedule> retrain) {
    /** Nothing of it. */
    public static final IngestOptions NONE = new IngestOptions(Optional.empty(), Optional.empty());
}
