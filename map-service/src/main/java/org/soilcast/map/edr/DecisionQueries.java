package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.notFound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionFinding;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * The collection of decisions on model versions: features without a place, the newest first. A feature's name is the key of
 * the decision with {@code :} for {@code /}.
 */
final class DecisionQueries implements FeatureCollection {
    static final String ADDRESS = "/edr/collections/" + EdrSite.DECISIONS + "/items";

    @Override
    public Answer items(Results results, Query query) throws IOException {
        query.allow(Set.of("f", "limit", "offset"));
        FeaturePage.checkFormat(query);
        FeaturePage page = FeaturePage.asked(ADDRESS, List.of("f"), query);
        List<ModelDecision> found = results.decisions().stream()
                .sorted(Comparator.comparing(ModelDecision::getCut)
                        .thenComparing(ModelDecision::getChampion)
                        .reversed())
                .toList();
        List<ModelDecision> shown = page.of(found);
        return Answer.ok(FeaturePage.TYPE, page.collection(found.size(), shown.size(), json -> {
            for (ModelDecision decision : shown) {
                FeaturePage.JSON.writeTree(json, feature(decision));
            }
        }));
    }

    @Override
    public Answer item(Results results, String name, Query query) throws IOException {
        query.allow(Set.of("f"));
        FeaturePage.checkFormat(query);
        ModelDecision decision = results.decisions().stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow(() -> notFound("unknown decision '" + Query.shown(name) + "'"));
        return Answer.ok(FeaturePage.TYPE, FeaturePage.JSON.writeValueAsBytes(feature(decision)));
    }

    private static String name(ModelDecision decision) {
        return Topics.decisionKey(decision.getTrigger().name(), decision.getCut(), decision.getChampion())
                .replace('/', ':');
    }

    private static ObjectNode feature(ModelDecision decision) {
        ObjectNode feature =
                FeaturePage.JSON.createObjectNode().put("type", "Feature").put("id", name(decision));
        feature.putNull("geometry");
        ObjectNode properties = feature.putObject("properties")
                .put("cut", decision.getCut().toString())
                .put("trigger", decision.getTrigger().name().toLowerCase(Locale.ROOT))
                .put("outcome", decision.getOutcome().name().toLowerCase(Locale.ROOT))
                .put("champion", decision.getChampion())
                .put("reason", decision.getReason());
        version(properties, "version", decision.getVersion());
        version(properties, "copy_of", decision.getCopyOf());
        text(properties, "origin", decision.getOrigin());
        text(properties, "challenger_sha256", decision.getChallengerSha256());
        date(properties, "learned_from", Optional.ofNullable(decision.getLearnedFrom()));
        date(properties, "learned_to", Optional.ofNullable(decision.getLearnedTo()));
        date(properties, "judged_from", Optional.ofNullable(decision.getJudgedFrom()));
        date(properties, "look_again", Optional.ofNullable(decision.getLookAgain()));
        properties.put("judged_pairs", decision.getJudgedPairs());
        ArrayNode findings = properties.putArray("findings");
        for (DecisionFinding finding : decision.getFindings()) {
            findings.addObject()
                    .put("criterion", finding.getCriterion())
                    .put("passed", finding.getPassed())
                    .put("binding", finding.getBinding())
                    .put("detail", finding.getDetail());
        }
        return feature;
    }

    private static void version(ObjectNode properties, String name, int version) {
        if (version > 0) {
            properties.put(name, version);
        }
    }

    private static void text(ObjectNode properties, String name, String text) {
        if (!text.isEmpty()) {
            properties.put(name, text);
        }
    }

    private static void date(ObjectNode properties, String name, Optional<LocalDate> date) {
        date.ifPresent(known -> properties.put(name, known.toString()));
    }
}
