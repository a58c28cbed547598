package org.soilcast.retrain;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

/**
 * Settings of the service as a process of its own.
 *
 * @param kafka broker and login
 * @param archiveFolder folder of the archive, created when missing
 * @param privateKey file of the key that signs bundles, PKCS#8 PEM
 * @param publicKey file of the key that verifies them, X.509 PEM
 * @param lastInputDate last date there will ever be input of, when a finished history is replayed: a cold start then
 *     waits for this date and not for a year and what may still change it; empty where input goes on
 * @param plan when and how the model is judged anew, {@code retrain.every} days of data and
 *     {@code retrain.on.drift}, both as the ingest service has them, {@code retrain.steps} of each training, and
 *     {@code retrain.promote}, what becomes of what is proved better ({@link Promotion}); empty for never
 */
public record RetrainConfig(
        KafkaConnection kafka,
        Path archiveFolder,
        Path privateKey,
        Path publicKey,
        Optional<LocalDate> lastInputDate,
        Optional<RetrainPlan> plan) {
    /** What may be set; {@code kafka.*} goes to the Kafka clients without the prefix. */
    static final Set<String> KEYS = Set.of(
            "kafka.",
            "archive.folder",
            "bundle.private.key",
            "bundle.public.key",
            "input.last.date",
            "retrain.every",
            "retrain.on.drift",
            "retrain.steps",
            "retrain.promote");

    private static final int MOST_DAYS = 3_660;

    /**
     * Reads the settings.
     *
     * @throws WrongUse when a value is missing or impossible
     */
    static RetrainConfig of(Settings settings) {
        try {
            return new RetrainConfig(
                    KafkaConnection.of(settings.under("kafka.")),
                    settings.path("archive.folder"),
                    settings.path("bundle.private.key"),
                    settings.path("bundle.public.key"),
                    settings.date("input.last.date"),
                    plan(settings));
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private static Promotion promotion(Settings settings) {
        String name = settings.textOr("retrain.promote", Promotion.STANDARD);
        try {
            return Promotion.of(name);
        } catch (IllegalArgumentException unknown) {
            throw new WrongUse("retrain.promote=" + unknown.getMessage());
        }
    }

    private static Optional<RetrainPlan> plan(Settings settings) {
        int days = settings.number("retrain.every", 0, 0, MOST_DAYS);
        int steps = settings.number("retrain.steps", RetrainPlan.STEPS, 1, RetrainPlan.MOST_STEPS);
        Promotion promotion = promotion(settings);
        return days == 0
                ? Optional.empty()
                : Optional.of(RetrainPlan.every(days, settings.flag("retrain.on.drift"), steps, promotion));
    }
}
