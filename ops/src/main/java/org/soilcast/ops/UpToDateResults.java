package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.soilcast.map.Skipped;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.ResultTail;

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
        if (StateFolder.running(state).isPresent()) {
            return StateFolder.resultsIn(state);
        }
        try (var folder = StateFolder.takeExisting(state);
                var broker = EmbeddedBroker.start(folder.kafka())) {
            LogFile.in(state);
            var skipped = new Skipped();
            try (var tail = new ResultTail(broker.connection(), ResultStore.open(folder.results()), skipped)) {
                tail.toTheEnd();
            }
            skipped.sentence().ifPresent(out::println);
            return folder.results();
        }
    }
}
