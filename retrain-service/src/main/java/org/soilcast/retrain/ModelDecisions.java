package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.retrain.gate.Finding;
import org.soilcast.retrain.gate.Gate;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionFinding;
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

    /** The newest decision of a schedule. */
    static Optional<ModelDecision> newestScheduled(List<ModelDecision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.getTrigger() != DecisionTrigger.HAND)
                .max(Comparator.comparing(ModelDecision::getCut));
    }

    /** The newest day that a challenger of a schedule was made from. */
    static Optional<LocalDate> newestTrained(List<ModelDecision> decisions) {
        return newestScheduled(decisions.stream()
                        .filter(decision -> !decision.getChallengerSha256().isEmpty())
                        .toList())
                .map(ModelDecision::getCut);
    }

    /** What criteria have said, for the topic. */
    static List<DecisionFinding> findings(List<Finding> findings) {
        return findings.stream()
                .map(one -> new DecisionFinding(one.criterion(), one.passed(), one.binding(), one.detail()))
                .toList();
    }

    /** What has decided, for people: the errors where all have passed, else whatever has refused. */
    static String reason(List<Finding> findings) {
        boolean passed = Gate.isPassed(findings);
        return findings.stream()
                .filter(finding -> finding.binding() && finding.passed() == passed)
                .filter(finding -> !passed || finding.criterion().contains("RMSE"))
                .map(finding -> finding.criterion() + " " + finding.detail())
                .collect(Collectors.joining("; "));
    }
}
