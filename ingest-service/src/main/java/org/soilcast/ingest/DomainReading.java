package org.soilcast.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.domain.KnownDomain;
import org.soilcast.ingest.fetch.FetchLoop;
import org.soilcast.ingest.fetch.FetchMeters;
import org.soilcast.ingest.fetch.FetchReport;
import org.soilcast.ingest.fetch.FetchSettings;
import org.soilcast.ingest.fetch.Fetcher;
import org.soilcast.ingest.folder.FolderInput;
import org.soilcast.ingest.parse.DomainSets;
import org.soilcast.ingest.publish.InputFeed;
import org.soilcast.ingest.publish.PublishProgress;
import org.soilcast.ingest.publish.PublishedDomain;
import org.soilcast.ingest.publish.UnusableInput;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.schemas.KafkaConnection;

/**
 * Reads the input that the settings name: what is built in under that name, the set of that name in the data folder, or the
 * files of agencies in the data folder for a domain that is described.
 */
final class DomainReading {
    private static final Logger LOG = LoggerFactory.getLogger(DomainReading.class);
    /** Rounds of fetching that may have problems before a new domain gives up. */
    private static final int FIRST_ROUNDS = 3;

    private static final String FILE_INDEX = "agency-files.json";

    private DomainReading() {}

    /**
     * Reads the input; one that cannot be used at all leaves its reasons on the topic of rejected input before it fails.
     *
     * @throws InputException when it cannot be used; the message is one line for the user
     */
    static InputFeed feed(KafkaConnection kafka, IngestConfig config, MeterRegistry registry) {
        var fetched = new FetchMeters(registry);
        try {
            return DomainFile.isOne(config.domain())
                    ? ofDescribed(kafka, config, fetched)
                    : fixed(config, input(config));
        } catch (InputException e) {
            UnusableInput.report(kafka, config.domain(), e.rejected(), new PublishProgress(registry));
            throw e;
        }
    }

    /** An input that does not grow. */
    static InputFeed fixed(IngestConfig config, DomainInput read) {
        return new InputFeed(asAskedFor(config, read), config.from(), config.to(), Optional::empty);
    }

    private static DomainInput asAskedFor(IngestConfig config, DomainInput read) {
        return config.openLoop() ? read.withoutRetrievals() : read;
    }

    private static InputFeed ofDescribed(KafkaConnection kafka, IngestConfig config, FetchMeters fetched) {
        DescribedDomain described = DomainFile.read(config.domain());
        Optional<KnownDomain> published = PublishedDomain.read(kafka);
        Optional<FetchLoop> fetching =
                config.data().fetched().map(settings -> fetching(config, described, settings, fetched));
        if (published.isEmpty()) {
            // The cells and the first model are made of what is there when a domain begins.
            fetching.ifPresent(loop -> fetchAll(
                    loop,
                    config.data().fetched().orElseThrow().limits().backoff().longest()));
        }
        var folder = new FolderInput(
                described,
                folder(config),
                published,
                Optional.of(config.stateDirectory().resolve(FILE_INDEX)));
        folder.look(false);
        var feed = new InputFeed(
                asAskedFor(config, folder.input()),
                config.from(),
                config.to(),
                () -> config.data().isWatched() && folder.look(true)
                        ? Optional.of(asAskedFor(config, folder.input()))
                        : Optional.empty(),
                () -> fetching.ifPresent(FetchLoop::close));
        fetching.ifPresent(FetchLoop::start);
        return feed;
    }

    private static FetchLoop fetching(
            IngestConfig config, DescribedDomain described, FetchSettings settings, FetchMeters fetched) {
        return new FetchLoop(
                new Fetcher(described, settings, folder(config), LOG::debug),
                config.from().orElseThrow(),
                config.to(),
                settings.limits().every(),
                Clock.systemUTC(),
                fetched);
    }

    private static void fetchAll(FetchLoop fetching, Duration between) {
        try {
            FetchReport report = fetching.untilWhole(FIRST_ROUNDS, between);
            if (!report.problems().isEmpty()) {
                throw new InputException("not all files to begin with could be fetched: "
                        + report.problems().get(0) + "; " + report);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("fetching was interrupted", e);
        }
    }

    private static DomainInput input(IngestConfig config) {
        if (config.domain().equals(StationSample.NAME)) {
            return StationSample.read().input();
        }
        if (config.domain().equals(TwinExperiment.NAME)) {
            return TwinExperiment.of(config.twinCells(), TwinExperiment.DEFAULT_SEED, config.from(), config.to())
                    .input();
        }
        return DomainSets.read(config.domain(), folder(config)).input();
    }

    private static Path folder(IngestConfig config) {
        return config.data()
                .path()
                .orElseThrow(() -> new InputException(
                        "domain " + config.domain() + " needs a data folder: give --data DIR or set SOILCAST_DATA"));
    }
}
