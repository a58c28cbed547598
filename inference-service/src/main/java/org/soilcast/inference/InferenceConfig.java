package org.soilcast.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.schemas.KafkaConnection;

/**
 * Settings of the inference job.
 *
 * @param kafka how to reach the broker
 * @param domain name of the domain, written into every result
 * @param bundleKey file of the public key (X.509 PEM) of the one whose bundles are taken
 * @param parallelism number of parallel subtasks
 * @param checkpointInterval time between checkpoints; also how long committed offsets lag behind
 * @param paceDaysPerSecond upper limit of the replay's speed, none for full speed
 * @param device where the land model runs
 * @param alerts which droughts are told
 */
public record InferenceConfig(
        KafkaConnection kafka,
        String domain,
        Path bundleKey,
        int parallelism,
        Duration checkpointInterval,
        Optional<Double> paceDaysPerSecond,
        DeviceChoice.Decision device,
        AlertWatch alerts) {
    /** Consumer group of the job's sources. */
    public static final String GROUP_ID = "soilcast-inference";

    /**
     * Number of groups that keyed state is divided into and so the most subtasks there can be; another number would be a
     * migration. Many small numbers divide it, so that subtasks have equally many groups.
     */
    public static final int MAX_PARALLELISM = 720;

    /** With the shipped rules. */
    public InferenceConfig(
            KafkaConnection kafka,
            String domain,
            Path bundleKey,
            int parallelism,
            Duration checkpointInterval,
            Optional<Double> paceDaysPerSecond,
            DeviceChoice.Decision device) {
        this(kafka, domain, bundleKey, parallelism, checkpointInterval, paceDaysPerSecond, device, AlertWatch.SHIPPED);
    }

    public InferenceConfig {
        if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "parallelism: expected 1 to " + MAX_PARALLELISM + ", found " + parallelism);
        }
        if (checkpointInterval.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "checkpoint interval: expected at least 10 ms, found " + checkpointInterval.toMillis() + " ms");
        }
    }
}
