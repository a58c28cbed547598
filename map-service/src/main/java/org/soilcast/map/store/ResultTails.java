package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.soilcast.map.Skipped;
import org.soilcast.schemas.KafkaConnection;

/** All that a store keeps of the topics: results, and beside them the newest forecasts, alerts, areas and their days, models. */
public final class ResultTails implements AutoCloseable {
    private final ResultTail results;
    private final ForecastTail forecasts;
    private final AlertTail alerts;
    private final ModelTail models;
    private final SmallTopicTail decisions;
    private final SmallTopicTail areas;
    private final AreaDayTail areaDays;

    /**
     * The topics must exist.
     *
     * @param folder of the store
     * @param skipped takes what cannot be used
     * @throws MissingResults when results that the store does not have are no longer on the topic
     */
    public ResultTails(KafkaConnection kafka, Path folder, Skipped skipped) throws IOException {
        results = new ResultTail(kafka, ResultStore.open(folder), skipped);
        forecasts = new ForecastTail(kafka, folder, skipped);
        alerts = new AlertTail(kafka, folder, skipped);
        models = new ModelTail(kafka, folder, skipped);
        decisions = new SmallTopicTail(kafka, SmallTopic.DECISIONS, folder, skipped);
        areas = new SmallTopicTail(kafka, SmallTopic.AREAS, folder, skipped);
        areaDays = new AreaDayTail(kafka, folder, skipped);
    }

    /** Reads what comes within a time, and says whether results came; commits when much has been read. */
    public boolean poll(Duration wait) throws IOException {
        boolean came = results.poll(wait);
        forecasts.poll(Duration.ZERO);
        alerts.poll(Duration.ZERO);
        models.poll(Duration.ZERO);
        decisions.poll(Duration.ZERO);
        areas.poll(Duration.ZERO);
        areaDays.poll(Duration.ZERO);
        return came;
    }

    /** Makes safe what was read. */
    public void commit() throws IOException {
        results.commit();
        forecasts.commit();
        alerts.commit();
        models.commit();
        decisions.commit();
        areas.commit();
        areaDays.commit();
    }

    /** Reads up to the ends that the topics have now, and commits. */
    public void toTheEnd() throws IOException {
        results.toTheEnd();
        forecasts.toTheEnd();
        alerts.toTheEnd();
        models.toTheEnd();
        decisions.toTheEnd();
        areas.toTheEnd();
        areaDays.toTheEnd();
    }

    /** Offsets behind the results that are safe in the store, by partition. */
    Map<Integer, Long> committed() {
        return results.committed();
    }

    @Override
    public void close() {
        areaDays.close();
        areas.close();
        decisions.close();
        models.close();
        alerts.close();
        forecasts.close();
        results.close();
    }
}
