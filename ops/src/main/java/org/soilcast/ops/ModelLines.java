package org.soilcast.ops;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.retrain.ModelDecisions;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionFinding;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.ModelDecision;

/** The versions of a model and the decisions on them, as lines for people. */
final class ModelLines {
    private ModelLines() {}

    /**
     * All that a broker has.
     *
     * @param findings whether to show what each criterion said
     */
    static List<String> read(KafkaConnection kafka, boolean findings) {
        List<String> lines = versions(kafka);
        for (ModelDecision decision : ModelDecisions.read(kafka)) {
            lines.add(decision(decision));
            if (findings) {
                decision.getFindings().forEach(finding -> lines.add(finding(finding)));
            }
        }
        return lines;
    }

    /** The versions alone. */
    static List<String> versions(KafkaConnection kafka) {
        List<String> lines = new ArrayList<>();
        SortedMap<Integer, LocalDate> from = inForceFrom(kafka);
        TopicReader.readAll(kafka, Topics.MODEL_BUNDLES, record -> {
            ModelBundle bundle = SingleObject.decode(record.value(), ModelBundle.class);
            if (BundleCodec.decode(bytes(bundle.getBundle())) instanceof Decoded.Accepted accepted) {
                lines.add(version(accepted.bundle().manifest(), from));
            } else {
                lines.add("version " + bundle.getVersion() + " is damaged");
            }
        });
        if (lines.isEmpty()) {
            lines.add("there is no model yet");
        }
        return lines;
    }

    /** One decision. */
    static String decision(ModelDecision decision) {
        String outcome = switch (decision.getOutcome()) {
            case PROMOTED -> "version " + decision.getVersion() + " follows version " + decision.getChampion();
            case REFUSED -> "version " + decision.getChampion() + " stays";
            case ROLLED_BACK ->
                "version " + decision.getVersion() + ", a copy of " + decision.getCopyOf() + ", follows version "
                        + decision.getChampion();
            case STEADY -> "version " + decision.getChampion() + " stays";
            case SHADOWED ->
                "a challenger runs beside version " + decision.getChampion() + " until " + decision.getLookAgain();
            case WITHHELD -> "a challenger would follow version " + decision.getChampion() + ", which stays";
        };
        String origin = decision.getOrigin().isEmpty() ? "" : ", challenger learned from " + decision.getOrigin();
        return decision.getCut() + " by " + decision.getTrigger().name().toLowerCase(Locale.ROOT) + ": " + outcome
                + origin + ": " + decision.getReason();
    }

    private static String finding(DecisionFinding finding) {
        String mark = finding.getPassed() ? "passed" : finding.getBinding() ? "REFUSED" : "noted";
        return "  " + mark + "  " + finding.getCriterion() + ": " + finding.getDetail();
    }

    private static String version(BundleManifest manifest, Map<Integer, LocalDate> from) {
        LocalDate begins = from.get(manifest.version());
        var line = new StringBuilder("version " + manifest.version());
        manifest.parent().ifPresent(parent -> line.append(", after ").append(parent));
        line.append(", in force from ")
                .append(begins != null ? begins : manifest.parent().isEmpty() ? manifest.effectiveFrom() : "?");
        line.append(manifest.training()
                .map(training -> ", learned from " + training.first() + " to " + training.last())
                .orElse(", untrained"));
        manifest.skill()
                .forEach((group, metrics) ->
                        line.append(", ").append(group).append(' ').append(metrics));
        return line.toString();
    }

    private static SortedMap<Integer, LocalDate> inForceFrom(KafkaConnection kafka) {
        var dates = new TreeMap<Integer, LocalDate>();
        TopicReader.readAll(kafka, Topics.MODEL_ACTIVATIONS, record -> {
            ModelActivated activated = SingleObject.decode(record.value(), ModelActivated.class);
            if (Topics.effectiveKey(activated.getVersion()).equals(record.key())) {
                dates.put(activated.getVersion(), activated.getEffectiveFrom());
            }
        });
        return dates;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
