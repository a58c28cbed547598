package org.soilcast.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.fetch.FetchSettings;
import org.soilcast.ingest.twin.TwinExperiment;

/**
 * Settings of the ingest service.
 *
 * @param domain name of the domain, or the file that describes it
 * @param data where the files are
 * @param stateDirectory folder of the Streams stores; survives restarts
 * @param from first date asked for; empty for the set's first
 * @param to last date asked for; empty for the set's last
 * @param openLoop whether retrievals are left out, so that the model runs on weather alone
 * @param streamThreads threads of the Streams application, at least 1
 * @param replicationFactor of internal topics, at least 1
 * @param twinCells number of cells of the twin, at least 1
 * @param forecastEveryDays a forecast is issued from the newest date, and from every date whose number of days since 1970
 *     is a multiple of this; 0 for the newest date only
 */
public record IngestConfig(
        String domain,
        DataFolder data,
        Path stateDirectory,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        boolean openLoop,
        int streamThreads,
        int replicationFactor,
        int twinCells,
        int forecastEveryDays) {
    private static final int ONE_MACHINE_THREADS = 2;

    public IngestConfig {
        if (twinCells < 1 || twinCells > TwinExperiment.MOST_CELLS) {
            throw new IllegalArgumentException(
                    "expected 1 to " + TwinExperiment.MOST_CELLS + " cells, found " + twinCells);
        }
        if (streamThreads < 1 || replicationFactor < 1) {
            throw new IllegalArgumentException("expected at least 1 stream thread and replica, found " + streamThreads
                    + " and " + replicationFactor);
        }
        if (forecastEveryDays < 0) {
            throw new IllegalArgumentException("expected 0 or more days between forecasts, found " + forecastEveryDays);
        }
        if (data.fetched().isPresent() && from.isEmpty()) {
            throw new IllegalArgumentException("expected a first date, from which files are fetched, found none");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("expected from not after to, found " + from.get() + " and " + to.get());
        }
    }

    /** Settings beside a single broker: at most two stream threads, no replication. */
    public static IngestConfig oneMachine(
            String domain,
            Optional<Path> dataDirectory,
            Path stateDirectory,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            boolean openLoop,
            int twinCells) {
        int threads = Math.min(ONE_MACHINE_THREADS, Runtime.getRuntime().availableProcessors());
        return new IngestConfig(
                domain,
                new DataFolder(dataDirectory, false),
                stateDirectory,
                from,
                to,
                openLoop,
                threads,
                1,
                twinCells,
                0);
    }

    /** The same with forecasts from more dates than the newest. */
    public IngestConfig withForecastEvery(int days) {
        return with(data, days);
    }

    /** The same, whose files may come later, or are fetched. */
    public IngestConfig watching(Optional<FetchSettings> fetched) {
        return with(new DataFolder(data.path(), true, fetched), forecastEveryDays);
    }

    private IngestConfig with(DataFolder otherData, int days) {
        return new IngestConfig(
                domain,
                otherData,
                stateDirectory,
                from,
                to,
                openLoop,
                streamThreads,
                replicationFactor,
                twinCells,
                days);
    }

    /**
     * Name of the domain.
     *
     * @throws org.soilcast.ingest.rejects.InputException when it is described by a file that cannot be read
     */
    public String domainName() {
        return DomainFile.isOne(domain) ? DomainFile.read(domain).name() : domain;
    }
}
