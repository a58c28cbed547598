package org.soilcast.alerts.message;

import java.util.List;

/** Names of the classes of the U.S. Drought Monitor by the numbers that alerts have, 1 … 5 for D0 … D4. */
public final class DroughtName {
    private static final List<String> WORDS =
            List.of("abnormal dryness", "moderate drought", "severe drought", "extreme drought", "exceptional drought");

    private DroughtName() {}

    /** For example {@code D2}. */
    public static String code(int number) {
        return isClass(number) ? "D" + (number - 1) : Integer.toString(number);
    }

    /** For example {@code severe drought}. */
    public static String words(int number) {
        return isClass(number) ? WORDS.get(number - 1) : "class " + number;
    }

    private static boolean isClass(int number) {
        return number >= 1 && number <= WORDS.size();
    }
}
