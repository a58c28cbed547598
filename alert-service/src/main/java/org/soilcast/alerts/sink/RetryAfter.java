package org.soilcast.alerts.sink;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a receiver asks to be left alone: {@code Retry-After}, seconds or a date (RFC 9110, section 10.2.3). Nobody can
 * ask for more than an hour.
 *
 * @param clock that the date is compared with
 */
record RetryAfter(Clock clock) {
    private static final Duration MOST = Duration.ofHours(1);

    Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(this::read)
                .map(asked -> asked.compareTo(MOST) > 0 ? MOST : asked)
                .filter(asked -> !asked.isNegative());
    }

    private Optional<Duration> read(String text) {
        try {
            return Optional.of(
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    clock.instant(),
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
