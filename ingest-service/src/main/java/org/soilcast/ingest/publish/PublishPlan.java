package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.PublishedInput;

/**
 * What remains to be published of a domain: of each source the dates that have never been sent, and with a higher version
 * those that have been sent with other values. Nothing else is sent again.
 *
 * @param days what is to be sent, by date
 * @param rejected what is to be told of input that was not taken: all that was not told before
 */
public record PublishPlan(List<PlannedDay> days, List<Rejection> rejected) {
    /**
     * Compares an input with what has been published. Dates before the first one that was ever published are left out:
     * the model has begun behind them.
     *
     * @throws InputException when the broker holds another domain, or the dates asked for would leave a hole
     */
    public static PublishPlan of(DomainInput input, DateRange range, PublishedSoFar published) {
        published.domain().filter(name -> !name.equals(input.domain().name())).ifPresent(other -> {
            throw new InputException("the broker holds the domain " + other + ", not "
                    + input.domain().name() + ": give each domain a state folder or broker of its own");
        });
        published
                .lastDate()
                .filter(last -> range.first().isAfter(last.plusDays(1)))
                .ifPresent(last -> {
                    throw new InputException("published up to " + last + ": going on at " + range.first()
                            + " would leave out days; start at " + last.plusDays(1) + " or use an empty state folder");
                });
        LocalDate first = published.firstDate().orElse(range.first());
        List<PlannedDay> days = range.within(first, range.last()).stream()
                .flatMap(DateRange::dates)
                .map(date -> new PlannedDay(
                        date,
                        version(() -> input.forcing().digest(date), published.of(Topics.FORCING, date)),
                        version(() -> input.retrievals().digest(date), published.of(Topics.RETRIEVALS, date))))
                .filter(PlannedDay::isAny)
                .toList();
        return new PublishPlan(days, untold(input, published.rejected()));
    }

    /** Whether values that have been sent are replaced by others. */
    public boolean replaces() {
        return days.stream().anyMatch(PlannedDay::replaces);
    }

    /**
     * The version that values have to be sent with; empty when they have been sent. Values behind a day that was sent without
     * any are the first, not a re-issue.
     *
     * @param digest of the values
     */
    static OptionalInt version(Supplier<String> digest, Optional<PublishedInput> sent) {
        if (sent.isEmpty()) {
            return OptionalInt.of(1);
        }
        PublishedInput before = sent.get();
        if (before.getDigest().equals(digest.get())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(before.getRecords() == 0 ? before.getVersion() : before.getVersion() + 1);
    }

    /** What was told before stands at the head of the list as long as nothing of it has changed; else all is told. */
    private static List<Rejection> untold(DomainInput input, Optional<PublishedInput> told) {
        List<Rejection> all = input.rejected();
        int count = told.map(PublishedInput::getRecords)
                .filter(known -> known <= all.size())
                .orElse(0);
        boolean same = told.map(PublishedInput::getDigest)
                .filter(Rejection.digest(all.subList(0, count))::equals)
                .isPresent();
        return same ? all.subList(count, all.size()) : all;
    }
}
