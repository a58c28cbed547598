package org.soilcast.ops.drill;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A progress line of {@code soilcast run}.
 *
 * @param days days whose results are out
 * @param ofAll days there are
 * @param phase what the run is doing
 */
public record RunProgress(int days, int ofAll, String phase) {
    /** Before the first line. */
    static final RunProgress NONE = new RunProgress(0, 0, "start");

    private static final Pattern LINE = Pattern.compile("progress days=(\\d+)/(\\d+) .*phase=(\\S+).*");

    /** Reads a line; empty when it is another one. */
    public static Optional<RunProgress> of(String line) {
        Matcher progress = LINE.matcher(line);
        return progress.matches()
                ? Optional.of(new RunProgress(
                        Integer.parseInt(progress.group(1)), Integer.parseInt(progress.group(2)), progress.group(3)))
                : Optional.empty();
    }

    /** The last progress in an output. */
    public static Optional<RunProgress> last(String output) {
        return output.lines().map(RunProgress::of).flatMap(Optional::stream).reduce((first, second) -> second);
    }
}
