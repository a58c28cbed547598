package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.soilcast.map.Skipped;
import org.soilcast.map.store.ResultTails;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;

/** The result store of a state folder with all that its topics hold. */
final class UpToDateResults {
    private UpToDateResults() {}

    /**
     * Its folder. Of a state folder at rest the store is brought up to the topics; a run that uses it does so itself.
     *
     * @param out is told what had to be skipped
     * @throws CommandFailure when there is no such state folder, or it cannot be used
     */
    static Path of(Path state, PrintWriter out) throws IOException {
        Path results = StateFolder.resultsIn(state);
        if (StateFolder.running(state).isPresent()) {
            return results;
        }
        return StateFolder.atRest(state, kafka -> bringUp(kafka, results, out));
    }

    /**
     * Brings the store of a state folder at rest up to its topics.
     *
     * @return its folder
     */
    static Path bringUp(KafkaConnection kafka, Path results, PrintWriter out) throws IOException {
        TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1); // an older release had fewer
        var skipped = new Skipped();
        try (var tails = new ResultTails(kafka, results, skipped)) {
            tails.toTheEnd();
        }
        skipped.sentence().ifPresent(out::println);
        return results;
    }
}
