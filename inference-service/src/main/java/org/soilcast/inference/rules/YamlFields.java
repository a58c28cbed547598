package org.soilcast.inference.rules;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The fields of a mapping in a YAML file, each taken once; whatever is wrong with one is said with its line. */
final class YamlFields {
    private final Path path;
    private final Node all;
    private final Map<String, Node> left = new LinkedHashMap<>();

    /**
     * The fields of a mapping.
     *
     * @throws IllegalArgumentException when it is none, or has a field twice
     */
    YamlFields(Path path, Node all) {
        this.path = path;
        this.all = all;
        if (!(all instanceof MappingNode mapping)) {
            throw wrong(all, "expected fields with names, found " + all.getNodeId());
        }
        for (NodeTuple field : mapping.getValue()) {
            if (left.put(text(field.getKeyNode()), field.getValueNode()) != null) {
                throw wrong(field.getKeyNode(), "field " + text(field.getKeyNode()) + " is there twice");
            }
        }
    }

    /** A field that must be there. */
    Node required(String name) {
        return optional(name).orElseThrow(() -> wrong(all, "expected a field '" + name + "'"));
    }

    /** A field that may be there. */
    Optional<Node> optional(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /** Says that no other fields are known. */
    void close() {
        left.forEach((name, value) -> {
            throw wrong(value, "unknown field '" + name + "'");
        });
    }

    /** A single value. */
    String text(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(node, "expected a single value, found " + node.getNodeId());
        }
        return scalar.getValue();
    }

    /** The parts of a list. */
    List<Node> list(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong(node, "expected a list, found " + node.getNodeId());
        }
        return sequence.getValue();
    }

    /** A value, or a list of them. */
    List<String> texts(Node node) {
        return node instanceof ScalarNode
                ? List.of(text(node))
                : list(node).stream().map(this::text).distinct().toList();
    }

    float number(String name, float otherwise) {
        return optional(name)
                .map(node -> parsed(name, node, Float::parseFloat, "a number"))
                .orElse(otherwise);
    }

    int whole(String name, int otherwise) {
        return optional(name)
                .map(node -> parsed(name, node, Integer::parseInt, "a whole number"))
                .orElse(otherwise);
    }

    /** One of a few values. */
    <T> T choice(String name, T otherwise, List<T> choices, Function<T, String> label) {
        return optional(name)
                .map(node -> choices.stream()
                        .filter(each -> label.apply(each).equals(text(node)))
                        .findFirst()
                        .orElseThrow(() -> wrong(
                                node,
                                name + ": expected "
                                        + choices.stream().map(label).collect(Collectors.joining(" or "))
                                        + ", found " + text(node))))
                .orElse(otherwise);
    }

    private <T> T parsed(String name, Node node, Function<String, T> parse, String what) {
        String text = text(node);
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw wrong(node, name + ": expected " + what + ", found " + text);
        }
    }

    /** What is made of fields; when it does not take them, the place is said, too. */
    <T> T checked(Node node, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw wrong(node, String.valueOf(e.getMessage()));
        }
    }

    /** That a part of the file is wrong, and why. */
    IllegalArgumentException wrong(Node node, String why) {
        return new IllegalArgumentException(
                path + " line " + (node.getStartMark().getLine() + 1) + ": " + why);
    }
}
