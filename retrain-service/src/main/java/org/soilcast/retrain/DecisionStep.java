package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a decision on the model has come. Each step is a line of the log, and the only ones that begin so: whoever
 * disturbs a decision on purpose goes by them.
 */
public enum DecisionStep {
    /** A challenger is trained, and its numbers learned. */
    LEARNING,
    /** Two versions are run over the same days and compared. */
    COMPARING,
    /** The decision is written, with the version that follows if one does. */
    PUBLISHING,
    /** It is out. */
    DECIDED;

    private static final Logger LOG = LoggerFactory.getLogger(DecisionStep.class);
    private static final String BEGIN = "decision step ";

    /**
     * Writes it to the log.
     *
     * @param last last day of the data that the step goes by
     */
    void begins(LocalDate last) {
        LOG.info("{}{}, by the days up to {}", BEGIN, this, last);
    }

    /** The step that a line of the log tells; empty when it is another line. */
    public static Optional<DecisionStep> of(String line) {
        return Arrays.stream(values())
                .filter(step -> line.contains(BEGIN + step + ","))
                .findFirst();
    }
}
