package org.soilcast.ops;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestService;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.ArchiveConsumer;
import org.soilcast.retrain.archive.ArchivedHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.TopicCreation;

/**
 * A domain's history as learning reads it: the folder goes the one way that all data go, through readers, broker and
 * alignment into the archive, only without inference behind it. What a state folder holds already is not done again.
 */
public final class DomainHistory {
    private static final Duration POLL = Duration.ofMillis(100);

    private DomainHistory() {}

    /**
     * Ingests what is not there yet, and reads it.
     *
     * @param state folder that the caller holds
     * @param from first date; empty for the data's first
     * @param to last date; empty for the data's last
     * @param twinCells cells of the built-in twin
     * @throws CommandFailure when a service fails, or the dates are not all there
     */
    public static CellHistory read(
            StateFolder state,
            Optional<Path> data,
            String domain,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            int twinCells,
            PrintWriter out) {
        InputArguments.requireFolder(data);
        var config = IngestConfig.oneMachine(domain, data, state.streams(), from, to, false, twinCells);
        var registry = new SimpleMeterRegistry();
        try (EmbeddedBroker broker = EmbeddedBroker.start(state.kafka())) {
            TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
            try (IngestService ingest = IngestService.start(broker.connection(), config, registry);
                    var archive = new TileDayArchive(state.archive());
                    var consumer = new ArchiveConsumer(broker.connection(), archive, registry)) {
                out.println("soilcast: ingest domain " + domain + ", " + ingest.cells() + " cells, " + ingest.days()
                        + " days");
                out.flush();
                while (!ingest.isDrained() || !consumer.caughtUp()) {
                    consumer.poll(POLL);
                    ingest.failure().ifPresent(cause -> {
                        throw new CommandFailure("a service failed: " + cause.getMessage());
                    });
                }
                DaySpan held = consumer.commonSpan()
                        .orElseThrow(() -> new CommandFailure("domain " + domain + " has no complete day"));
                LocalDate first = from.orElse(held.first());
                LocalDate last = to.orElse(held.last());
                return ArchivedHistory.of(archive, consumer.domain(), first, last);
            } catch (IllegalArgumentException e) { // a date that the archive does not have in all cells
                throw new CommandFailure("cannot read the history of " + domain + ": " + e.getMessage());
            }
        }
    }
}
