package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/** The decisions on the topic, in their order. */
public final class ModelDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(ModelDecisions.class);

    private ModelDecisions() {}

    /** All of them; records that are none are passed over. */
    public static List<ModelDecision> read(KafkaConnection kafka) {
        var decisions = new ArrayList<ModelDecision>();
        TopicReader.readAll(kafka, Topics.MODEL_DECISIONS, record -> {
            try {
                decisions.add(SingleObject.decode(
                        record.value() == null ? new byte[0] : record.value(), ModelDecision.class));
            } catch (IllegalArgumentException e) {
                LOG.warn("no decision at offset {} of {}: {}", record.offset(), record.topic(), e.getMessage());
            }
        });
        return decisions;
    }

    /** The newest day of a schedule that has been decided from. */
    static Optional<LocalDate> newestDecided(List<ModelDecision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.getTrigger() != DecisionTrigger.HAND)
                .map(ModelDecision::getCut)
                .max(Comparator.naturalOrder());
    }

    /** The newest day that a challenger of a schedule was made from. */
    static Optional<LocalDate> newestTrained(List<ModelDecision> decisions) {
        return newestDecided(decisions.stream()
                .filter(decision -> !decision.getChallengerSha256().isEmpty())
                .toList());
    }
}
