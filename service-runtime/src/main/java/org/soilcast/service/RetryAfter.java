package org.soilcast.service;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a server asks to be left alone: {@code Retry-After}, seconds or a date (RFC 9110, section 10.2.3). The date is
 * compared with that of the answer itself, so that a server whose clock is wrong is not left alone for as long as that.
 * Nobody can ask for more than an hour.
 *
 * @param clock that the date is compared with when the answer has none
 */
public record RetryAfter(Clock clock) {
    private static final Duration MOST = Duration.ofHours(1);

    /** The time asked for; empty when there is none that can be read. */
    public Optional<Duration> of(HttpHeaders headers) {
        Instant now = headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(text -> text.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : date(text).map(date -> Duration.between(now, date)))
                .map(asked -> asked.compareTo(MOST) > 0 ? MOST : asked)
                .filter(asked -> !asked.isNegative());
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
