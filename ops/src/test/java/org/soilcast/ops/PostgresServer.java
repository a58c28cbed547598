package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Postgres of this machine's programs on a free port of the loopback address, with the database {@code drought} and a user
 * who needs a password. It refuses to run as root, so there it runs as nobody.
 */
final class PostgresServer implements AutoCloseable {
    static final String USER = "soilcast";
    static final String PASSWORD = "rain's over";

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private final Path programs;
    private final Path folder;
    private final int port = FreePort.one();
    private Process server;

    private PostgresServer(Path programs, Path folder) throws Exception {
        this.programs = programs;
        this.folder = folder;
        for (Path way : List.of(folder.toAbsolutePath().getParent(), folder)) {
            Files.setPosixFilePermissions(way, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path data = Files.createDirectory(folder.resolve("data"));
        if (isRoot()) {
            run("chown", "65534:65534", data.toString(), password.toString());
        }
        run(command(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "--no-sync"));
        server = start();
        try (Connection connection = connect("postgres")) {
            connection.createStatement().execute("create database drought");
        }
    }

    /** Makes one in a folder; where its programs are missing the test is skipped. */
    static PostgresServer start(Path folder) throws Exception {
        List<Path> found = programs();
        assumeTrue(!found.isEmpty(), "no database: apt-get install postgresql");
        return new PostgresServer(found.get(0), folder);
    }

    private static List<Path> programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .toList();
        }
    }

    /** Address of the database. */
    String url() {
        return url("drought");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection of its own. */
    Connection connect() throws SQLException {
        return connect("drought");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, PASSWORD);
    }

    /** Kills it as it stands. */
    void kill() throws Exception {
        server.destroyForcibly();
        assertThat(server.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Starts it again. */
    void restart() throws Exception {
        server = start();
    }

    private Process start() throws Exception {
        Process started = new ProcessBuilder(command(
                        "postgres",
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()))
                .start();
        Await.until("Postgres", LONGEST, () -> {
            try (Connection connection = connect("postgres")) {
                return connection.isValid(1);
            } catch (SQLException e) {
                assertThat(started.isAlive()).as(e.getMessage()).isTrue();
                return false;
            }
        });
        return started;
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>(isRoot() ? AS_NOBODY : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(String... command) throws Exception {
        run(List.of(command));
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Override
    public void close() throws Exception {
        kill();
        if (isRoot()) {
            run("chown", "-R", "0:0", folder.resolve("data").toString());
        }
    }
}
