package org.soilcast.ingest;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.soilcast.ingest.area.AreaFile;
import org.soilcast.ingest.fetch.FetchSettings;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

/**
 * What the ingest process is told.
 *
 * @param kafka how to reach the broker
 * @param service settings of the service
 * @param partitions of topics that do not exist yet
 * @param role which part of the service the process is
 * @param options areas that statistics are made of, and when days wait for a decision on the model: every
 *     {@code retrain.every} days and {@code retrain.on.drift}, both as the retrain service has them
 */
record IngestSettings(
        KafkaConnection kafka, IngestConfig service, int partitions, IngestRole role, IngestOptions options) {
    /** What may be set; {@code kafka.*} goes to the Kafka clients without the prefix. */
    static final Set<String> KEYS = Set.of(
            "kafka.",
            "domain",
            "data.dir",
            "data.watch",
            "data.fetch",
            "state.dir",
            "from",
            "to",
            "open.loop",
            "stream.threads",
            "replication.factor",
            "topic.partitions",
            "twin.cells",
            "forecast.every",
            "retrain.every",
            "retrain.on.drift",
            "role",
            "areas");

    private static final int DEFAULT_PARTITIONS = 4;
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_THREADS = 1_000;
    private static final int MOST_REPLICAS = 100;
    private static final int MOST_DAYS_BETWEEN_FORECASTS = 366;
    private static final int MOST_DAYS_BETWEEN_RETRAININGS = 3_660;

    /**
     * Reads the settings.
     *
     * @throws WrongUse when a value is missing or impossible
     */
    static IngestSettings of(Settings settings) {
        try {
            IngestRole role = IngestRole.of(settings.textOr("role", IngestRole.ALL.label()));
            var service = new IngestConfig(
                    settings.text("domain"),
                    new DataFolder(
                            dataDirectory(settings, role),
                            settings.flag("data.watch"),
                            Optional.of(settings.textOr("data.fetch", ""))
                                    .filter(file -> !file.isEmpty())
                                    .map(FetchSettings::read)),
                    settings.path("state.dir"),
                    settings.date("from"),
                    settings.date("to"),
                    settings.flag("open.loop"),
                    settings.number("stream.threads", 1, 1, MOST_THREADS),
                    settings.number("replication.factor", 1, 1, MOST_REPLICAS),
                    settings.number("twin.cells", TwinExperiment.DEFAULT_CELLS, 1, TwinExperiment.MOST_CELLS),
                    settings.number("forecast.every", 0, 0, MOST_DAYS_BETWEEN_FORECASTS));
            return new IngestSettings(
                    KafkaConnection.of(settings.under("kafka.")),
                    service,
                    settings.number("topic.partitions", DEFAULT_PARTITIONS, 1, MOST_PARTITIONS),
                    role,
                    new IngestOptions(
                            settings.optionalPath("areas").map(AreaFile::read),
                            Optional.of(settings.number("retrain.every", 0, 0, MOST_DAYS_BETWEEN_RETRAININGS))
                                    .filter(days -> days > 0)
                                    .map(days -> RetrainSchedule.every(days, settings.flag("retrain.on.drift")))));
        } catch (IllegalArgumentException | InputException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Path> dataDirectory(Settings settings, IngestRole role) {
        boolean builtIn = Set.of(TwinExperiment.NAME, StationSample.NAME).contains(settings.text("domain"));
        return builtIn || role == IngestRole.ALIGN
                ? settings.optionalPath("data.dir")
                : Optional.of(settings.path("data.dir"));
    }
}
