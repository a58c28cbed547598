package org.soilcast.ingest.described;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.described.DescribedDomain.RetrievalChoice;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.soil.SoilMap;
import org.soilcast.ingest.weather.DayEnd;
import org.soilcast.ingest.weather.WeatherRole;
import org.soilcast.schemas.EaseGrid;

/** Reads descriptions of domains: YAML files of a person's, or those that come with soilcast. */
public final class DomainFile {
    /** Names of the descriptions that come with soilcast. */
    public static final List<String> SHIPPED = List.of("conus_m36", "conus_m09", "global_m36");

    /** Agencies that weather can be told to come from. */
    public static final List<String> AGENCIES = List.of("nldas2", "gridmet", "cpc", "era5", "other");

    private static final List<String> PRODUCTS = List.of("SPL3SMP", "SPL3SMP_E", "SPL2SMP", "SPL2SMP_E");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private DomainFile() {}

    private record Written(
            String name,
            String grid,
            JsonNode region,
            String dayEnds,
            WrittenRetrievals retrievals,
            Map<String, List<String>> forcing,
            JsonNode attributes) {}

    private record WrittenRetrievals(String product, String pass, int waitDays) {}

    /** Whether a domain is asked for by a description: a file's name, or one that comes with soilcast. */
    public static boolean isOne(String domain) {
        return SHIPPED.contains(domain) || domain.endsWith(".yaml") || domain.endsWith(".yml");
    }

    /**
     * Reads a description.
     *
     * @param domain name of one that comes with soilcast, or of a file
     * @throws InputException when it cannot be read or says what cannot be
     */
    public static DescribedDomain read(String domain) {
        try {
            return parse(text(domain), Path.of(domain));
        } catch (JsonProcessingException e) {
            throw new InputException(domain + ": " + oneLine(e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new InputException(domain + ": " + oneLine(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new InputException(domain + ": cannot be read: " + e, e);
        }
    }

    private static String text(String domain) throws IOException {
        if (!SHIPPED.contains(domain)) {
            if (!Files.isRegularFile(Path.of(domain))) {
                throw new InputException(
                        domain + ": no such description of a domain; those that come with soilcast are "
                                + String.join(", ", SHIPPED));
            }
            return Files.readString(Path.of(domain));
        }
        try (InputStream shipped = DomainFile.class.getResourceAsStream(domain + ".yaml")) {
            if (shipped == null) {
                throw new IllegalStateException(domain + ".yaml is missing beside its class");
            }
            return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static DescribedDomain parse(String text, Path file) throws IOException {
        Written written = YAML.readValue(text, Written.class);
        return new DescribedDomain(
                written.name,
                choice("grid", written.grid, Map.of("m36", EaseGrid.M36, "m09", EaseGrid.M09)),
                region(written.region, file),
                DayEnd.of(written.dayEnds),
                retrievals(written.retrievals),
                forcing(written.forcing),
                SoilMap.of(written.attributes, file),
                ValueDigest.of(text));
    }

    private static Region region(JsonNode written, Path file) throws IOException {
        if (written.size() != 1 || !written.has("box") && !written.has("geojson")) {
            throw new IllegalArgumentException("region: expected either box or geojson");
        }
        if (written.has("box")) {
            JsonNode box = written.get("box");
            return Region.box(side(box, "south"), side(box, "north"), side(box, "west"), side(box, "east"));
        }
        Path beside = file.resolveSibling(written.get("geojson").asText());
        return Region.geoJson(new ObjectMapper().readTree(beside.toFile()));
    }

    private static double side(JsonNode box, String name) {
        if (!box.path(name).isNumber()) {
            throw new IllegalArgumentException(
                    "box: expected a number for " + name + ", found " + (box.has(name) ? box.get(name) : "nothing"));
        }
        return box.get(name).asDouble();
    }

    private static RetrievalChoice retrievals(WrittenRetrievals written) {
        if (!PRODUCTS.contains(written.product)) {
            throw new IllegalArgumentException(
                    "retrievals: expected one of " + String.join(", ", PRODUCTS) + ", found " + written.product);
        }
        if (written.waitDays < 0) {
            throw new IllegalArgumentException("wait_days: expected 0 or more, found " + written.waitDays);
        }
        boolean evening = choice("pass", written.pass, Map.of("morning", false, "evening", true));
        return new RetrievalChoice(written.product, evening, written.waitDays);
    }

    private static Map<WeatherRole, List<String>> forcing(Map<String, List<String>> written) {
        var forcing = new EnumMap<WeatherRole, List<String>>(WeatherRole.class);
        written.forEach((name, agencies) -> {
            WeatherRole role = Arrays.stream(WeatherRole.values())
                    .filter(one -> one.label().equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("forcing: there is no variable " + name
                            + "; there are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(WeatherRole.values())
                                            .map(WeatherRole::label)
                                            .toList())));
            if (agencies.isEmpty() || !AGENCIES.containsAll(agencies)) {
                throw new IllegalArgumentException("forcing of " + name + ": expected some of "
                        + String.join(", ", AGENCIES) + ", found " + agencies);
            }
            forcing.put(role, List.copyOf(agencies));
        });
        for (WeatherRole role : List.of(WeatherRole.PRECIPITATION, WeatherRole.AIR_TEMPERATURE)) {
            if (!forcing.containsKey(role)) {
                throw new IllegalArgumentException("forcing: " + role.label() + " is missing, which every day needs");
            }
        }
        return forcing;
    }

    private static <T> T choice(String what, String written, Map<String, T> choices) {
        return Optional.ofNullable(choices.get(written))
                .orElseThrow(() -> new IllegalArgumentException(what + ": expected "
                        + String.join(" or ", choices.keySet().stream().sorted().toList()) + ", found " + written));
    }

    private static String oneLine(String message) {
        return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(message);
    }
}
