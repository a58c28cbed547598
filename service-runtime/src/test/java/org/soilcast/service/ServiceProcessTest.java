package org.soilcast.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final ServiceProcess process =
            new ServiceProcess("test", new PrintStream(errors, true, StandardCharsets.UTF_8));

    /** A service that has done its work, or failed, by the time it is asked. */
    private static final class Ended implements Service {
        private final Optional<Throwable> failure;
        private boolean closed;

        Ended(Optional<Throwable> failure) {
            this.failure = failure;
        }

        @Override
        public Optional<Throwable> failure() {
            return failure;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void endsWhenTheServiceIsDone() {
        var service = new Ended(Optional.empty());

        assertThat(process.run(List.of("a=1"), Set.of("a"), (settings, registry) -> service))
                .isEqualTo(ServiceProcess.DONE);
        assertThat(service.closed).isTrue();
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFailureIsOneLine() {
        var service = new Ended(Optional.of(new IllegalStateException("no\n  broker")));

        assertThat(process.run(List.of(), Set.of(), (settings, registry) -> service))
                .isEqualTo(ServiceProcess.FAILED);
        assertThat(service.closed).isTrue();
        assertThat(errors.toString(StandardCharsets.UTF_8).strip()).isEqualTo("soilcast-test: no broker");
    }

    @Test
    void aServiceThatCannotStartFails() {
        int exitCode = process.run(List.of(), Set.of(), (settings, registry) -> {
            throw new IllegalStateException("no data");
        });

        assertThat(exitCode).isEqualTo(ServiceProcess.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8).strip()).isEqualTo("soilcast-test: no data");
    }

    @Test
    void wrongSettingsAreWrongUse() {
        assertThat(process.run(List.of("b=1"), Set.of("a"), (settings, registry) -> new Ended(Optional.empty())))
                .isEqualTo(ServiceProcess.WRONG_USE);
        assertThat(process.run(
                        List.of("metrics.port=x"), Set.of(), (settings, registry) -> new Ended(Optional.empty())))
                .isEqualTo(ServiceProcess.WRONG_USE);
        int missing = process.run(List.of(), Set.of("a"), (settings, registry) -> {
            settings.text("a");
            return new Ended(Optional.empty());
        });
        assertThat(missing).isEqualTo(ServiceProcess.WRONG_USE);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("soilcast-test: "));
    }
}
