package org.soilcast.ops.drill;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One bad input.
 *
 * @param given what comes, one delivery after the other
 * @param clean the same without the bad part
 * @param cleanFrom first date that the last clean delivery publishes, if not its first
 */
record BadInput(
        String name,
        String domain,
        LocalDate first,
        List<? extends Delivery> given,
        List<? extends Delivery> clean,
        Optional<LocalDate> cleanFrom,
        List<Refusal> refusals) {
    @Override
    public String toString() {
        return name;
    }

    /** What a record of rejected input must say. */
    record Refusal(String reason, String source, String file, long position) {}
}
