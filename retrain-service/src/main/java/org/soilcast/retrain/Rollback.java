package org.soilcast.retrain;

import static java.util.Objects.requireNonNull;

import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.schemas.avro.TileModel;

/**
 * Brings an earlier version back: its network, numbers, climatology and inputs follow under a new number, from the first day
 * that is not out. Numbers only rise, so that whoever reads the topics comes to the same version. A running tile keeps the
 * state it has, each layer its relative saturation, as at every change of version.
 */
public final class Rollback {
    private Rollback() {}

    /**
     * Publishes.
     *
     * @param to version to come back; empty for the one before the one in force
     * @return the decision
     * @throws IllegalArgumentException when there is no such version, or it is in force; the message is one line for people
     */
    public static ModelDecision publish(KafkaConnection kafka, KeyPair keys, OptionalInt to) {
        List<ModelDecision> decisions = ModelDecisions.read(kafka);
        try (var models = new ModelTopics(kafka, keys)) {
            int newest = models.newestVersion()
                    .orElseThrow(() -> new IllegalArgumentException("there is no model yet: nothing to go back to"));
            int target = to.orElseGet(() -> before(newest, models, decisions));
            ParameterBundle old = models.versions().get(target);
            ParameterBundle inForce = requireNonNull(models.versions().get(newest));
            if (old == null) {
                throw new IllegalArgumentException("there is no version " + target + ": expected one of "
                        + models.versions().keySet());
            }
            if (original(target, decisions) == original(newest, decisions)) {
                throw new IllegalArgumentException("version " + target + " is in force already");
            }
            LocalDate from = inForce.manifest().effectiveFrom();
            String domain = models.tileModels(target).values().iterator().next().getDomain();
            ModelDecision decision = decision(domain, from, newest, target);
            publish(models, decision, from);
            return decision;
        }
    }

    /**
     * Publishes what has been decided.
     *
     * @param models the newest version is the decision's champion
     * @param decision names the earlier version and the new number
     * @param from date that it is asked for
     */
    static void publish(ModelTopics models, ModelDecision decision, LocalDate from) {
        int target = decision.getCopyOf();
        ParameterBundle old = requireNonNull(models.versions().get(target));
        List<TileModel> tileModels = models.tileModels(target).values().stream()
                .map(model -> TileModel.newBuilder(model)
                        .setVersion(decision.getVersion())
                        .setEffectiveFrom(from)
                        .build())
                .toList();
        BundleManifest manifest =
                manifest(old.manifest(), decision.getChampion(), from, ModelTopics.digests(tileModels));
        models.publish(
                tileModels,
                new ParameterBundle(manifest, old.scaling(), old.weights()).withSections(old.sections()),
                Optional.of(decision));
    }

    /** The version that the one in force has replaced, or that the one it is a copy of had. */
    private static int before(int newest, ModelTopics models, List<ModelDecision> decisions) {
        ParameterBundle bundle = models.versions().get(original(newest, decisions));
        return bundle == null
                ? newest - 1
                : bundle.manifest()
                        .parent()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "version " + newest + " has none before it: give --to VERSION"));
    }

    /** The version that a version is a copy of, through all copies; itself if of none. */
    private static int original(int version, List<ModelDecision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.getVersion() == version && decision.getCopyOf() > 0)
                .findFirst()
                .map(decision -> original(decision.getCopyOf(), decisions))
                .orElse(version);
    }

    private static BundleManifest manifest(
            BundleManifest old, int newest, LocalDate from, SortedMap<Integer, String> digests) {
        return new BundleManifest(
                newest + 1,
                OptionalInt.of(newest),
                Instant.now(),
                from,
                old.training(),
                old.dataDigests(),
                old.skill(),
                digests);
    }

    private static ModelDecision decision(String domain, LocalDate from, int newest, int target) {
        return ModelDecision.newBuilder()
                .setDomain(domain)
                .setCut(from)
                .setTrigger(DecisionTrigger.HAND)
                .setOutcome(DecisionOutcome.ROLLED_BACK)
                .setChampion(newest)
                .setVersion(newest + 1)
                .setCopyOf(target)
                .setReason("version " + target + " comes back by hand, as version " + (newest + 1))
                .build();
    }
}
