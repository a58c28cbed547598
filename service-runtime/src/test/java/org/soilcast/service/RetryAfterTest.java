package org.soilcast.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final RetryAfter RETRY_AFTER =
            new RetryAfter(Clock.fixed(Instant.parse("2026-11-28T08:00:00Z"), ZoneOffset.UTC));

    private static Optional<Duration> of(Map<String, List<String>> headers) {
        return RETRY_AFTER.of(HttpHeaders.of(headers, (name, value) -> true));
    }

    @Test
    void secondsAndDatesAreRead() {
        assertThat(of(Map.of("Retry-After", List.of("7")))).contains(Duration.ofSeconds(7));
        assertThat(of(Map.of("Retry-After", List.of("Sat, 28 Nov 2026 08:00:09 GMT"))))
                .contains(Duration.ofSeconds(9));
        assertThat(of(Map.of("Retry-After", List.of("soon")))).isEmpty();
        assertThat(of(Map.of())).isEmpty();
    }

    @Test
    void aServerWithAWrongClockIsNotLeftAloneForAsLong() {
        assertThat(of(Map.of(
                        "Date", List.of("Sat, 28 Nov 2026 13:00:00 GMT"),
                        "Retry-After", List.of("Sat, 28 Nov 2026 13:00:09 GMT"))))
                .contains(Duration.ofSeconds(9));
    }

    @Test
    void nobodyCanAskForMoreThanAnHour() {
        assertThat(of(Map.of("Retry-After", List.of("86400")))).contains(Duration.ofHours(1));
    }
}
