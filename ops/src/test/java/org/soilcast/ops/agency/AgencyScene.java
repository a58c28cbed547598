package org.soilcast.ops.agency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.fetch.FetchReport;
import org.soilcast.ingest.fetch.FetchSettings;
import org.soilcast.ingest.fetch.Fetcher;
import org.soilcast.ingest.source.DateRange;

/** An agency with some files, of which only the first bytes are in the format that they claim, and one who fetches them. */
public final class AgencyScene implements AutoCloseable {
    public static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    public static final String TOKEN = "secret-eyJ0eXAi.4711";
    private static final String HDF5 = "\u0089HDF\r\n\u001a\n";

    final AgencyShelf shelf = new AgencyShelf();
    final FaultPlan faults = new FaultPlan();
    public final AgencyServer server;
    public final Path data;
    private final Path folder;
    private final long seed;

    /** How the one who fetches is set. */
    public record Settings(int tries, int pageSize, double quotaGb, String tokenHosts) {
        public static final Settings USUAL = new Settings(4, 2, 1, "%s");

        Settings withTries(int number) {
            return new Settings(number, pageSize, quotaGb, tokenHosts);
        }

        Settings withQuotaGb(double quota) {
            return new Settings(tries, pageSize, quota, tokenHosts);
        }

        Settings withTokenFor(String hosts) {
            return new Settings(tries, pageSize, quotaGb, hosts);
        }
    }

    public AgencyScene(Path folder, long seed, Duration clockIsOffBy) throws IOException {
        this.folder = folder;
        this.seed = seed;
        this.data = folder.resolve("data");
        this.server = new AgencyServer(shelf, faults, TOKEN, clockIsOffBy);
        Files.writeString(folder.resolve("domain.yaml"), """
            name: scene
            grid: m36
            region: {box: {south: 24, north: 53, west: -126, east: -66}}
            day_ends: 7 utc
            retrievals: {product: SPL3SMP, pass: morning, wait_days: 1}
            forcing: {precipitation: [gridmet], air_temperature: [gridmet]}
            attributes: granules
            """);
        Files.writeString(folder.resolve("token"), TOKEN + "\n");
    }

    /** Publishes so many days of granules and weather. */
    public AgencyScene publish(int days, int bytes) throws IOException {
        for (int day = 0; day < days; day++) {
            LocalDate date = FIRST.plusDays(day);
            publishGranule(date, 1, bytes);
            publishWeather(date, bytes);
        }
        return this;
    }

    void publishGranule(LocalDate date, int issue, int bytes) throws IOException {
        String name = TwinFiles.granuleName(date, issue);
        shelf.publishGranule(write(name, HDF5, bytes), date, server.clock().instant());
    }

    void publishWeather(LocalDate date, int bytes) throws IOException {
        String name = TwinFiles.weatherName(date);
        shelf.publishFile(
                name, write(name, "CDF\u0001", bytes), date, server.clock().instant());
    }

    /** Bytes that are random behind the signature; other ones for each length. */
    private Path write(String name, String signature, int bytes) throws IOException {
        var content = new byte[bytes];
        new Random(seed + name.hashCode() + bytes).nextBytes(content);
        byte[] head = signature.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, content, 0, head.length);
        return Files.write(Files.createDirectories(folder.resolve("published")).resolve(name), content);
    }

    Fetcher fetcher(Settings settings) throws IOException {
        return new Fetcher(
                DomainFile.read(domain().toString()),
                FetchSettings.read(sources(settings).toString()),
                data,
                line -> {});
    }

    public Path domain() {
        return folder.resolve("domain.yaml");
    }

    public Path tokenFile() {
        return folder.resolve("token");
    }

    public Path sources(Settings settings) throws IOException {
        return Files.writeString(folder.resolve("sources.yaml"), """
            token:
              file: "%s"
              environment: NO_SUCH_VARIABLE
              hosts: ["%s"]
              login_hosts: ["%s"]
            granules:
              - {brings: SPL3SMP, search: "%s", short_name: SPL3SMP, version: "009", page_size: %d}
            folders:
              - {brings: gridmet, address: "%s", files: ["twin_{yyyy}{MM}{dd}.nc"]}
            limits: {tries: %d, first_wait_seconds: 0.01, longest_wait_seconds: 0.05, stall_seconds: 4,
              quota_gb: %s, every_seconds: 0.1, look_back_days: 60}
            """.formatted(
                        tokenFile(),
                        settings.tokenHosts.formatted(server.host()),
                        server.otherHost(),
                        server.search(),
                        settings.pageSize,
                        server.folder(),
                        settings.tries,
                        settings.quotaGb));
    }

    static FetchReport round(Fetcher fetcher, int days) throws InterruptedException {
        return fetcher.round(new DateRange(FIRST, FIRST.plusDays(days - 1L)));
    }

    /** Names of what is in the folder of data and visible. */
    public List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    boolean isAsPublished(String name) throws IOException {
        return Files.mismatch(data.resolve(name), folder.resolve("published").resolve(name)) == -1;
    }

    /** Requests for a path, in their order. */
    List<AgencyRequest> requests(String path) {
        return server.requests().stream()
                .filter(request -> request.path().contains(path))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
