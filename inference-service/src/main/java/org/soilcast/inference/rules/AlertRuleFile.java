package org.soilcast.inference.rules;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.AlertRule.Kind;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.inference.tile.AlertResult;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A file of rules, YAML: a list {@code rules}, of each its {@code name} and {@code area}, which is {@code cells},
 * {@code areas}, the identifier of an area, or a list of these. What is left out is as in the shipped rule:
 *
 * <pre>
 * rules:
 *   - name: severe-drought
 *     area: [cells, areas]
 *     kind: drought            # or flash-drought
 *     variable: rootzone       # or surface
 *     threshold: D2            # a class, or the percentile at which one ends; D1 of a flash drought
 *     probability: 0.7
 *     pentads: 2               # 1 of a flash drought
 *     clear_margin: 5
 *     clear_pentads: 2
 *     minimum_gap_days: 7
 * </pre>
 */
public final class AlertRuleFile {
    private final Path path;

    private AlertRuleFile(Path path) {
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it cannot be read or is no such file; the message is one line with the place
     */
    public static AlertRules read(Path path) {
        var file = new AlertRuleFile(path);
        try (Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root == null) {
                throw new IllegalArgumentException(path + ": expected rules, found nothing");
            }
            return file.rules(root);
        } catch (MarkedYAMLException e) {
            throw new IllegalArgumentException(
                    path + " line " + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem(), e);
        } catch (IOException | YAMLException e) {
            throw new IllegalArgumentException("cannot read the rules of " + path + ": " + e.getMessage(), e);
        }
    }

    private AlertRules rules(Node root) {
        var document = new YamlFields(path, root);
        Node list = document.required("rules");
        document.close();
        List<AlertRules.Entry> rules = new ArrayList<>();
        for (Node each : document.list(list)) {
            rules.add(rule(new YamlFields(path, each)));
        }
        if (rules.isEmpty()) {
            throw document.wrong(list, "expected rules, found none");
        }
        return document.checked(list, () -> new AlertRules(rules));
    }

    private AlertRules.Entry rule(YamlFields fields) {
        AlertRule shipped = AlertRule.SEVERE_DROUGHT;
        Node name = fields.required("name");
        List<String> about = fields.texts(fields.required("area"));
        Kind kind = fields.choice("kind", Kind.DROUGHT, List.of(Kind.values()), Kind::label);
        boolean flash = kind == Kind.FLASH_DROUGHT;
        Depth depth = fields.choice("variable", shipped.depth(), List.of(Depth.values()), AlertRuleFile::label);
        DroughtClass threshold = fields.optional("threshold")
                .map(node -> threshold(fields, node))
                .orElse(flash ? DroughtClass.D1 : shipped.threshold());
        float probability = fields.number("probability", shipped.probability());
        int pentads = fields.whole("pentads", flash ? 1 : shipped.pentadsToRaise());
        int margin = fields.whole("clear_margin", shipped.clearMarginPercentile());
        int clear = fields.whole("clear_pentads", shipped.pentadsToClear());
        int gap = fields.whole("minimum_gap_days", shipped.leastGapDays());
        fields.close();
        return fields.checked(
                name,
                () -> new AlertRules.Entry(
                        new AlertRule(
                                fields.text(name), kind, depth, threshold, probability, pentads, margin, clear, gap),
                        Set.copyOf(about)));
    }

    private static String label(Depth depth) {
        return depth == Depth.SURFACE ? AlertResult.SURFACE : AlertResult.ROOT_ZONE;
    }

    private static DroughtClass threshold(YamlFields fields, Node node) {
        String text = fields.text(node);
        for (DroughtClass each : DroughtClass.values()) {
            if (each.name().equals(text)
                    || Integer.toString(each.upToPercentile()).equals(text)) {
                return each;
            }
        }
        throw fields.wrong(
                node, "threshold: expected a class from D4 to D0 or its percentile, 2, 5, 10, 20 or 30, found " + text);
    }
}
