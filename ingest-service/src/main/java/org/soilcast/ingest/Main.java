package org.soilcast.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.parse.InputException;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.telemetry.HealthChecks;
import org.soilcast.telemetry.ServiceMeters;
import org.soilcast.telemetry.TelemetryServer;

/** The ingest service as a process of its own. Ends with 0 when asked to end, 1 on failure, 2 on wrong use. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final long POLL_MS = 500;

    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        try {
            return serve(IngestSettings.of(arguments));
        } catch (IngestSettings.WrongUse e) {
            System.err.println("soilcast-ingest: " + e.getMessage());
            return 2;
        } catch (InputException e) {
            System.err.println("soilcast-ingest: " + e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            LOG.error("ingest failed", e);
            System.err.println("soilcast-ingest: " + e);
            return 1;
        }
    }

    private static int serve(IngestSettings settings) {
        var ending = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(ending, ended), "shutdown"));
        try (var meters = new ServiceMeters("ingest")) {
            TopicCreation.createMissing(settings.kafka(), settings.partitions(), (short)
                    settings.service().replicationFactor());
            try (var service = IngestService.start(settings.kafka(), settings.service(), meters.registry());
                    var telemetry = TelemetryServer.onLoopback(
                            settings.metricsPort(),
                            meters.registry(),
                            HealthChecks.of(
                                    Map.of("service", () -> service.failure().isEmpty())),
                            HealthChecks.of(
                                    Map.of("service", () -> service.failure().isEmpty())))) {
                LOG.info(
                        "ingest of {} runs, metrics on port {}",
                        settings.service().domain(),
                        telemetry.port());
                while (service.failure().isEmpty() && !ending.await(POLL_MS, TimeUnit.MILLISECONDS)) {
                    LOG.debug("published up to {}", service.lastPublishedDate());
                }
                service.failure().ifPresent(cause -> System.err.println("soilcast-ingest: " + cause.getMessage()));
                return service.failure().isPresent() ? 1 : 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            ended.countDown();
        }
    }

    /** Asks the service to end and waits until it has. */
    private static void awaitEnd(CountDownLatch ending, CountDownLatch ended) {
        ending.countDown();
        try {
            if (!ended.await(60, TimeUnit.SECONDS)) {
                LOG.warn("did not end within 60 s; nothing is lost, the next start goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
