package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.soilcast.map.Skipped;
import org.soilcast.map.store.ForecastTail;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.ResultTail;
import org.soilcast.schemas.KafkaConnection;

/** The result store of a state folder with all that its topic holds. */
final class UpToDateResults {
    private UpToDateResults() {}

    /**
     * Its folder. Of a state folder at rest the store is brought up to the topic; a run that uses it does so itself.
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
     * Brings the store of a state folder at rest up to its topic.
     *
     * @return its folder
     */
    static Path bringUp(KafkaConnection kafka, Path results, PrintWriter out) throws IOException {
        var skipped = new Skipped();
        try (var tail = new ResultTail(kafka, ResultStore.open(results), skipped)) {
            tail.toTheEnd();
        }
        try (var forecasts = new ForecastTail(kafka, results, skipped)) {
            forecasts.toTheEnd();
        }
        skipped.sentence().ifPresent(out::println);
        return results;
    }
}
