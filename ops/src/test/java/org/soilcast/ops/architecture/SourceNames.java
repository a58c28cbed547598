package org.soilcast.ops.architecture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Words in the names of packages, types and fields. */
final class SourceNames {
    private static final Set<String> VAGUE = Set.of(
            "util",
            "utils",
            "utility",
            "utilities",
            "common",
            "commons",
            "core",
            "manager",
            "managers",
            "helper",
            "helpers",
            "impl");

    private SourceNames() {}

    /** The words of a name in camel case, or in capitals with underscores. */
    static Stream<String> words(String name) {
        return Arrays.stream(name.split("_|\\$|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"));
    }

    /** Whether the word says nothing of what is there. */
    static boolean isVague(String word) {
        return VAGUE.contains(word.toLowerCase(Locale.ROOT));
    }
}
