package org.soilcast.service;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service as a process of its own: reads its settings, serves health and metrics, runs until it is asked to end
 * (SIGTERM, SIGINT), done, or failed, and then closes it in order. Errors are one line on standard error.
 */
public final class ServiceProcess {
    /** Ended in order. */
    public static final int DONE = 0;
    /** The service failed. */
    public static final int FAILED = 1;
    /** The settings are wrong. */
    public static final int WRONG_USE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final String METRICS_PORT = "metrics.port";
    private static final String METRICS_ADDRESS = "metrics.address";
    private static final int HIGHEST_PORT = 65_535;
    private static final long POLL_MS = 200;
    private static final long END_WITHIN_SECONDS = 90;

    private final String name;
    private final PrintStream errors;

    /**
     * A process.
     *
     * @param name of the service, for messages and meters
     * @param errors where messages to the user go
     */
    public ServiceProcess(String name, PrintStream errors) {
        this.name = name;
        this.errors = errors;
    }

    /**
     * Runs a service to its end.
     *
     * @param arguments of the process; {@code metrics.port} (0, the default, takes a free one) needs no declaration
     * @param keys what may be set, as for {@link Settings#read}
     * @param start makes the service from settings and the registry of its meters; what it throws fails the process,
     *     {@link WrongUse} as wrong use
     * @return the exit code: {@link #DONE}, {@link #FAILED} or {@link #WRONG_USE}
     */
    public int run(List<String> arguments, Set<String> keys, BiFunction<Settings, MeterRegistry, Service> start) {
        var allKeys = new HashSet<>(keys);
        allKeys.addAll(Set.of(METRICS_PORT, METRICS_ADDRESS));
        try {
            Settings settings = Settings.read(arguments, allKeys);
            return serve(settings, address(settings), settings.number(METRICS_PORT, 0, 0, HIGHEST_PORT), start);
        } catch (WrongUse e) {
            tell(e);
            return WRONG_USE;
        } catch (RuntimeException e) {
            LOG.error("{} failed", name, e);
            tell(e);
            return FAILED;
        }
    }

    private static InetAddress address(Settings settings) {
        String name = settings.textOr(METRICS_ADDRESS, "127.0.0.1");
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new WrongUse(METRICS_ADDRESS + "=" + name + ": expected an address of this machine");
        }
    }

    private int serve(
            Settings settings,
            InetAddress metricsAddress,
            int metricsPort,
            BiFunction<Settings, MeterRegistry, Service> start) {
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(asked, ended), "shutdown"));
        try (var meters = new ServiceMeters(name);
                Service service = start.apply(settings, meters.registry());
                var telemetry = TelemetryServer.on(
                        metricsAddress,
                        metricsPort,
                        meters.registry(),
                        HealthChecks.of(
                                Map.of("service", () -> service.failure().isEmpty())),
                        HealthChecks.of(Map.of("service", service::isReady)))) {
            LOG.info("{} runs, metrics on port {}", name, telemetry.port());
            while (service.failure().isEmpty() && !service.isDone() && !asked.await(POLL_MS, TimeUnit.MILLISECONDS)) {
                LOG.trace("{} runs", name);
            }
            service.failure().ifPresent(this::tell);
            return service.failure().isPresent() ? FAILED : DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    /** Asks the service to end and waits until it has; the virtual machine halts when this returns. */
    private void endInOrder(CountDownLatch asked, CountDownLatch ended) {
        asked.countDown();
        try {
            if (!ended.await(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} did not end within {} s; the next start goes on", name, END_WITHIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        errors.println("soilcast-" + name + ": "
                + message.lines()
                        .map(String::strip)
                        .reduce((a, b) -> a + " " + b)
                        .orElse(message));
    }
}
