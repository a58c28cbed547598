package org.soilcast.retrain;

import java.security.KeyPair;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.avro.ModelDecision;

/** The versions on the topics. Each call connects anew, so that it sees what others have published since the last one. */
final class VersionsOnTopic {
    private final KafkaConnection kafka;
    private final KeyPair keys;

    /**
     * @param kafka the broker
     * @param keys signs what is published
     */
    VersionsOnTopic(KafkaConnection kafka, KeyPair keys) {
        this.kafka = kafka;
        this.keys = keys;
    }

    /** The newest version. */
    Champion champion() {
        try (var models = new ModelTopics(kafka, keys)) {
            return Champion.of(models);
        }
    }

    /** The version that the newest one follows; empty of the first. */
    Optional<Champion> parent() {
        try (var models = new ModelTopics(kafka, keys)) {
            OptionalInt parent = Champion.of(models).bundle().manifest().parent();
            return parent.isPresent() ? Optional.of(Champion.of(models, parent.getAsInt())) : Optional.empty();
        }
    }

    /**
     * Publishes a decision, with the version that follows if one does, in one transaction.
     *
     * @param champion version that it was decided on
     * @return whether it is published; false, and nothing is, where that version is not in force any more
     */
    boolean publish(int champion, Optional<ColdStart.DomainModel> next, ModelDecision decision) {
        try (var models = new ModelTopics(kafka, keys)) {
            if (models.newestVersion().orElse(0) != champion) {
                return false;
            }
            DecisionStep.PUBLISHING.begins(decision.getCut());
            if (next.isPresent()) {
                models.publish(next.get().tileModels(), next.get().bundle(), Optional.of(decision));
            } else {
                models.publish(decision);
            }
            DecisionStep.DECIDED.begins(decision.getCut());
            return true;
        }
    }

    /**
     * Publishes that an earlier version comes back.
     *
     * @param decision says which one, and on which version it was decided
     * @param effectiveFrom date that it is asked for
     * @return whether it is published; false, and nothing is, where that version is not in force any more
     */
    boolean rollBack(ModelDecision decision, LocalDate effectiveFrom) {
        try (var models = new ModelTopics(kafka, keys)) {
            if (models.newestVersion().orElse(0) != decision.getChampion()) {
                return false;
            }
            DecisionStep.PUBLISHING.begins(decision.getCut());
            Rollback.publish(models, decision, effectiveFrom);
            DecisionStep.DECIDED.begins(decision.getCut());
            return true;
        }
    }
}
