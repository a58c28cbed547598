package org.soilcast.ingest.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.service.Backoff;

/** Where files are fetched from, with whose token, and how patiently: a YAML file, or the one that comes with soilcast. */
public final class FetchSettings {
    /** Name of the file that comes with soilcast. */
    public static final String SHIPPED = "shipped";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    private static final long BYTES_OF_1_GB = 1_000_000_000L;

    private final Written written;
    private final BearerToken token;
    private final FetchLimits limits;
    private final List<FileSource> sources;

    private record Written(
            WrittenToken token, List<WrittenGranules> granules, List<WrittenFolder> folders, WrittenLimits limits) {}

    private record WrittenToken(String file, String environment, List<String> hosts, Set<String> loginHosts) {}

    private record WrittenGranules(String brings, String search, String shortName, String version, int pageSize) {}

    private record WrittenFolder(String brings, String address, List<String> files) {}

    private record WrittenLimits(
            int tries,
            double firstWaitSeconds,
            double longestWaitSeconds,
            double stallSeconds,
            double quotaGb,
            double everySeconds,
            int lookBackDays) {}

    private FetchSettings(Written written) {
        this.written = written;
        this.token = new BearerToken(
                written.token.file.isEmpty() ? Optional.empty() : Optional.of(Path.of(written.token.file)),
                written.token.environment,
                written.token.hosts);
        WrittenLimits given = written.limits;
        this.limits = new FetchLimits(
                given.tries,
                new Backoff(seconds(given.firstWaitSeconds), seconds(given.longestWaitSeconds)),
                seconds(given.stallSeconds),
                (long) (given.quotaGb * BYTES_OF_1_GB),
                seconds(given.everySeconds),
                given.lookBackDays);
        this.sources = Stream.<FileSource>concat(
                        written.granules.stream()
                                .map(one -> new CmrSource(
                                        one.brings, web(one.search), one.shortName, one.version, one.pageSize)),
                        written.folders.stream().map(one -> {
                            web(one.address.replaceAll("[{}]", ""));
                            return new DirectorySource(one.brings, one.address, one.files);
                        }))
                .toList();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static URI web(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !Set.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException("expected an address http or https, found " + text);
        }
        return address;
    }

    /**
     * Reads settings.
     *
     * @param file name of a file, or {@value #SHIPPED}
     * @throws InputException when it cannot be read or says what cannot be
     */
    public static FetchSettings read(String file) {
        try {
            return new FetchSettings(YAML.readValue(text(file), Written.class));
        } catch (JsonProcessingException e) {
            if (e instanceof JsonMappingException mapping
                    && mapping.getPath().stream().anyMatch(part -> "token".equals(part.getFieldName()))) {
                // Without the cause, whose words have what was written there.
                throw new InputException(
                        file + ": token: expected file or environment, hosts and login_hosts; the token"
                                + " itself belongs in a file of its own");
            }
            throw new InputException(file + ": " + oneLine(e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + oneLine(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + e, e);
        }
    }

    private static String text(String file) throws IOException {
        if (!file.equals(SHIPPED)) {
            return Files.readString(Path.of(file));
        }
        try (InputStream shipped = FetchSettings.class.getResourceAsStream("agencies.yaml")) {
            if (shipped == null) {
                throw new IllegalStateException("agencies.yaml is missing beside its class");
            }
            return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String oneLine(String message) {
        return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(message);
    }

    /** The same with another file that holds the token, if one is named. */
    public FetchSettings withToken(Optional<Path> file) {
        return file.map(path -> new FetchSettings(new Written(
                        new WrittenToken(
                                path.toString(),
                                written.token.environment,
                                written.token.hosts,
                                written.token.loginHosts),
                        written.granules,
                        written.folders,
                        written.limits)))
                .orElse(this);
    }

    BearerToken token() {
        return token;
    }

    Set<String> loginHosts() {
        return written.token.loginHosts;
    }

    /** How patient and how greedy fetching is. */
    public FetchLimits limits() {
        return limits;
    }

    /** The sources that bring some of what is needed. */
    List<FileSource> sources(Set<String> needs) {
        return sources.stream()
                .filter(source -> needs.contains(source.brings()))
                .toList();
    }
}
