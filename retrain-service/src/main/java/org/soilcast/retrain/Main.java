package org.soilcast.retrain;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.network.BundleKeys;
import org.soilcast.telemetry.HealthChecks;
import org.soilcast.telemetry.ServiceMeters;
import org.soilcast.telemetry.TelemetryServer;

/** The retrain service as a process of its own: {@code Main SETTINGS.properties}; see {@link RetrainConfig#of}. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    /** Runs until the process is asked to end; 1 when the service fails, 2 on wrong use. */
    public static void main(String[] args) {
        RetrainConfig config;
        KeyPair keys;
        try {
            config = config(args);
            keys = BundleKeys.readPair(config.privateKey(), config.publicKey());
        } catch (IllegalArgumentException e) {
            System.err.println("retrain: " + e.getMessage());
            System.exit(WRONG_USE);
            return;
        }
        System.exit(run(config, keys));
    }

    /**
     * Settings from the command line.
     *
     * @throws IllegalArgumentException on wrong use; the message is one line
     */
    static RetrainConfig config(String... args) {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected one argument, a file of settings, found " + args.length);
        }
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read settings: " + e, e);
        }
        return RetrainConfig.of(properties);
    }

    private static int run(RetrainConfig config, KeyPair keys) {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            await(closed);
        }));
        try (var meters = new ServiceMeters("retrain");
                var service = RetrainService.start(
                        config.kafka(), config.archiveFolder(), keys, meters.registry(), () -> false);
                var telemetry = TelemetryServer.onLoopback(
                        config.telemetryPort(),
                        meters.registry(),
                        HealthChecks.of(
                                Map.of("running", () -> service.failure().isEmpty())),
                        HealthChecks.of(Map.of(
                                "model-bundle", () -> service.bundleVersion().isPresent())))) {
            LOG.info("retrain service, telemetry on port {}", telemetry.port());
            while (!asked.await(1, TimeUnit.SECONDS) && service.failure().isEmpty()) {
                LOG.trace("running");
            }
            return service.failure().isPresent() ? FAILED : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } finally {
            closed.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
