package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What CoverageJSON 1.0 (OGC 21-069r2) demands of the documents we make; its clause numbers beside each rule. */
final class CoverageRules {
    private CoverageRules() {}

    static void check(JsonNode document) {
        if (document.path("type").asText().equals("CoverageCollection")) {
            assertThat(document.path("coverages").isArray())
                    .as("6.6: coverages")
                    .isTrue();
            checkParameters(document.path("parameters"));
            checkReferencing(document.path("referencing"));
            document.path("coverages").forEach(coverage -> {
                assertThat(document.path("domainType").asText())
                        .as("6.6: all of the type named")
                        .isEqualTo(coverage.path("domain").path("domainType").asText());
                checkCoverage(coverage, document);
            });
        } else {
            checkCoverage(document, document);
        }
    }

    private static void checkCoverage(JsonNode coverage, JsonNode document) {
        assertThat(coverage.path("type").asText()).as("6.5: type").isEqualTo("Coverage");
        JsonNode domain = coverage.path("domain");
        assertThat(domain.path("type").asText()).as("6.1: type").isEqualTo("Domain");
        JsonNode axes = domain.path("axes");
        String type = domain.path("domainType").asText();
        assertThat(type).as("9.11: a registered type").isIn("Grid", "PointSeries");
        if (type.equals("PointSeries")) {
            assertThat(axes.path("x").path("values")).as("9.11.8: one x").hasSize(1);
            assertThat(axes.path("y").path("values")).as("9.11.8: one y").hasSize(1);
        }
        if (document == coverage) {
            checkReferencing(domain.path("referencing"));
            checkParameters(coverage.path("parameters"));
        }
        axes.fields().forEachRemaining(axis -> checkAxis(axis.getKey(), axis.getValue()));
        JsonNode parameters = document.path("parameters");
        coverage.path("ranges").fields().forEachRemaining(range -> {
            assertThat(parameters.has(range.getKey()))
                    .as("6.5: a parameter for each range")
                    .isTrue();
            checkRange(range.getValue(), axes);
        });
    }

    private static void checkAxis(String name, JsonNode axis) {
        JsonNode values = axis.path("values");
        assertThat(values.isArray()).as("6.1.1: values of " + name).isTrue();
        for (int i = 1; i < values.size(); i++) {
            int order = name.equals("t")
                    ? values.get(i).asText().compareTo(values.get(i - 1).asText())
                    : Double.compare(values.get(i).asDouble(), values.get(i - 1).asDouble());
            assertThat(order).as("6.1.1: monotonic " + name).isEqualTo(name.equals("y") ? -1 : Math.max(1, order));
        }
        if (name.equals("t")) {
            values.forEach(time -> assertThat(time.asText()).as("5.2: a date").matches("\\d{4}-\\d{2}-\\d{2}"));
        } else {
            values.forEach(value -> assertThat(value.isNumber()).as("a number").isTrue());
        }
    }

    private static void checkRange(JsonNode range, JsonNode axes) {
        assertThat(range.path("type").asText()).as("6.2: type").isEqualTo("NdArray");
        assertThat(range.path("dataType").asText()).as("6.2: data type").isIn("float", "integer");
        JsonNode names = range.path("axisNames");
        JsonNode shape = range.path("shape");
        assertThat(shape).as("6.2: a size for each axis").hasSameSizeAs(names);
        int product = 1;
        for (int i = 0; i < names.size(); i++) {
            assertThat(axes.path(names.get(i).asText()).path("values"))
                    .as("6.2: shape of axis " + names.get(i))
                    .hasSize(shape.get(i).asInt());
            product *= shape.get(i).asInt();
        }
        assertThat(range.path("values"))
                .as("6.2: as many values as the shape says")
                .hasSize(product);
        boolean whole = range.path("dataType").asText().equals("integer");
        range.path("values")
                .forEach(value -> assertThat(value.isNull() || (whole ? value.isIntegralNumber() : value.isNumber()))
                        .as("6.2: a number or null")
                        .isTrue());
    }

    private static void checkReferencing(JsonNode referencing) {
        assertThat(referencing.findValuesAsText("type"))
                .as("5: systems of place and time")
                .isEqualTo(List.of("GeographicCRS", "TemporalRS"));
        assertThat(referencing.findValuesAsText("calendar")).as("5.2").isEqualTo(List.of("Gregorian"));
    }

    private static void checkParameters(JsonNode parameters) {
        assertThat(parameters.isObject()).as("6.5: parameters").isTrue();
        parameters.forEach(parameter -> {
            assertThat(parameter.path("type").asText()).as("3: type").isEqualTo("Parameter");
            assertThat(parameter
                            .path("observedProperty")
                            .path("label")
                            .path("en")
                            .asText())
                    .as("3: label in a language")
                    .isNotEmpty();
            if (parameter.has("unit")) {
                assertThat(parameter.path("unit").path("symbol").path("type").asText())
                        .as("3: where the symbol is from")
                        .startsWith("http");
            }
            var names = new java.util.TreeSet<String>();
            parameter.fieldNames().forEachRemaining(names::add);
            assertThat(Set.of("type", "observedProperty", "unit")).as("3").containsAll(names);
        });
    }
}
