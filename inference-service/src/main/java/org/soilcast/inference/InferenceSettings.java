package org.soilcast.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.inference.rules.AlertRuleFile;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

/**
 * What the inference process is told.
 *
 * @param job settings of the job
 * @param stateFolder folder of checkpoints and savepoints, which this process and all of Flink's reach by this path
 */
record InferenceSettings(InferenceConfig job, Path stateFolder) {
    /** What may be set; {@code kafka.*} goes to the Kafka clients without the prefix. */
    static final Set<String> KEYS = Set.of(
            "kafka.",
            "domain",
            "bundle.public.key",
            "state.dir",
            "parallelism",
            "checkpoint.interval.ms",
            "pace.days.per.second",
            "device",
            "alerts.rules",
            "alerts.from");

    private static final int DEFAULT_INTERVAL_MS = 30_000;
    private static final int LONGEST_INTERVAL_MS = 3_600_000;

    /**
     * Reads the settings.
     *
     * @throws WrongUse when a value is missing or impossible
     * @throws org.soilcast.land.cuda.CudaException when the device is to be a GPU and there is none
     */
    static InferenceSettings of(Settings settings) {
        try {
            Path key = settings.path("bundle.public.key");
            BundleKeys.readPublic(key); // a file that is no key is wrong use, and nothing has begun yet
            var job = new InferenceConfig(
                    KafkaConnection.of(settings.under("kafka.")),
                    settings.text("domain"),
                    key,
                    settings.number("parallelism", 1, 1, InferenceConfig.MAX_PARALLELISM),
                    Duration.ofMillis(
                            settings.number("checkpoint.interval.ms", DEFAULT_INTERVAL_MS, 10, LONGEST_INTERVAL_MS)),
                    settings.decimal("pace.days.per.second"),
                    DeviceChoice.of(settings.textOr("device", "cpu")).decide(),
                    AlertWatch.of(
                            settings.optionalPath("alerts.rules")
                                    .map(AlertRuleFile::read)
                                    .orElse(AlertRules.SHIPPED),
                            settings.date("alerts.from")));
            return new InferenceSettings(job, settings.path("state.dir"));
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }
}
