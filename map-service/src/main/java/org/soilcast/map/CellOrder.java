package org.soilcast.map;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of a domain's cells in every export: by number when all their keys are whole numbers, else by text. */
final class CellOrder {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}"); // 18 digits fit into a long

    private CellOrder() {}

    /** The order of these keys. Keys of equal value but different text (7, 07) are ordered by text. */
    static Comparator<String> of(Collection<String> keys) {
        Comparator<String> byText = Comparator.naturalOrder();
        if (!keys.stream().allMatch(key -> WHOLE_NUMBER.matcher(key).matches())) {
            return byText;
        }
        Comparator<String> byNumber = Comparator.comparingLong(Long::parseLong);
        return byNumber.thenComparing(byText);
    }
}
