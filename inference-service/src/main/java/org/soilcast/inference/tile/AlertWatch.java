package org.soilcast.inference.tile;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.dayline.alert.AlertRules;

/**
 * What the job watches for.
 *
 * @param rules when a drought is told
 * @param fromEpochDay date from which somebody is to be told, days since 1970-01-01: history before it goes to the topic only
 */
public record AlertWatch(AlertRules rules, int fromEpochDay) implements Serializable {
    /** The shipped rules, told from the first day on. */
    public static final AlertWatch SHIPPED = of(AlertRules.SHIPPED, Optional.empty());

    /** Rules, told from a date on or from the first. */
    public static AlertWatch of(AlertRules rules, Optional<LocalDate> from) {
        return new AlertWatch(
                rules, from.map(date -> Math.toIntExact(date.toEpochDay())).orElse(Integer.MIN_VALUE));
    }
}
