package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.parse.InputException;

/**
 * What remains to be published of a domain.
 *
 * @param version input version of what is sent
 * @param anew true when a pass over the file begins, so that its rejected lines are sent too
 * @param remaining dates to send; empty when all have been
 */
public record PublishPlan(int version, boolean anew, Optional<DateRange> remaining) {
    public PublishPlan {
        if (version < 1) {
            throw new IllegalArgumentException("expected a version >= 1, found " + version);
        }
    }

    /**
     * Goes on behind the last published date, or sends everything again with the next version when the file has changed.
     *
     * @throws InputException when the broker holds another domain, or the dates asked for would leave a hole
     */
    public static PublishPlan of(DomainDays input, DateRange range, Optional<PublishedSoFar> published) {
        if (published.isEmpty()) {
            return new PublishPlan(1, true, Optional.of(range));
        }
        PublishedSoFar last = published.get();
        if (!last.domain().equals(input.domain().name())) {
            throw new InputException("the broker holds the domain " + last.domain() + ", not "
                    + input.domain().name() + ": give each domain a state folder or broker of its own");
        }
        if (!last.checksum().equals(input.source().checksum())) {
            return new PublishPlan(last.version() + 1, true, Optional.of(range));
        }
        LocalDate next = last.date().plusDays(1);
        if (range.first().isAfter(next)) {
            throw new InputException("published up to " + last.date() + ": going on at " + range.first()
                    + " would leave out days; start at " + next + " or use an empty state folder");
        }
        return new PublishPlan(
                last.version(),
                false,
                next.isAfter(range.last()) ? Optional.empty() : Optional.of(new DateRange(next, range.last())));
    }
}
