package org.soilcast.map.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.postgresql.Driver;
import org.soilcast.service.WrongUse;

/**
 * Which database, as a file of properties says it: {@code url} (jdbc:postgresql://HOST:PORT/DATABASE), {@code user},
 * {@code password-file} or {@code password-environment} (the name of a variable; neither where the server wants none), and
 * {@code schema} (soilcast), which is made when it is missing.
 *
 * @param url of the driver, without a password
 * @param schema letters, digits and underscores
 * @param login user and password of the driver
 */
public record PostgresTarget(String url, String schema, Map<String, String> login) {
    private static final String URL = "url";
    private static final String USER = "user";
    private static final String PASSWORD_FILE = "password-file";
    private static final String PASSWORD_ENVIRONMENT = "password-environment";
    private static final String SCHEMA = "schema";
    private static final TreeSet<String> KNOWN =
            new TreeSet<>(java.util.Set.of(URL, USER, PASSWORD_FILE, PASSWORD_ENVIRONMENT, SCHEMA));

    public PostgresTarget {
        login = Map.copyOf(login);
    }

    /**
     * Reads a file.
     *
     * @param environment variables by name
     * @throws WrongUse when something is wrong with it; the message is one line without a password
     */
    public static PostgresTarget read(Path file, Map<String, String> environment) {
        Properties given = properties(file);
        for (String name : given.stringPropertyNames()) {
            if (!KNOWN.contains(name)) {
                throw new WrongUse(file + ": unknown '" + name + "', expected some of " + String.join(", ", KNOWN));
            }
        }
        String url = given.getProperty(URL, "").strip();
        if (url.matches("[^?]*//[^/?]*@.*")) {
            throw new WrongUse(file + ": url: user and password belong into lines of their own, see " + PASSWORD_FILE);
        }
        Properties parts = Driver.parseURL(url, new Properties());
        if (parts == null) {
            throw new WrongUse(
                    file + ": url: expected jdbc:postgresql://HOST:PORT/DATABASE, found '" + withoutSecrets(url) + "'");
        }
        if (url.contains("password=")) {
            throw new WrongUse(file + ": url: a password belongs into a file of its own, see " + PASSWORD_FILE);
        }
        String schema = given.getProperty(SCHEMA, "soilcast").strip();
        if (!schema.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new WrongUse(
                    file + ": schema: expected small letters, digits and underscores, found '" + schema + "'");
        }
        var login = new java.util.HashMap<String, String>();
        Optional.ofNullable(given.getProperty(USER)).ifPresent(user -> login.put("user", user.strip()));
        password(file, given, environment).ifPresent(password -> login.put("password", password));
        return new PostgresTarget(url, schema, login);
    }

    private static Properties properties(Path file) {
        try {
            var given = new Properties();
            given.load(new StringReader(Files.readString(file)));
            return given;
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUse("cannot read " + file + ": " + e);
        }
    }

    private static Optional<String> password(Path file, Properties given, Map<String, String> environment) {
        Optional<String> named =
                Optional.ofNullable(given.getProperty(PASSWORD_FILE)).map(String::strip);
        Optional<String> variable =
                Optional.ofNullable(given.getProperty(PASSWORD_ENVIRONMENT)).map(String::strip);
        if (named.isPresent() && variable.isPresent()) {
            throw new WrongUse(file + ": expected " + PASSWORD_FILE + " or " + PASSWORD_ENVIRONMENT + ", found both");
        }
        if (variable.isPresent()) {
            return Optional.of(Optional.ofNullable(environment.get(variable.get()))
                    .orElseThrow(() -> new WrongUse(
                            file + ": " + PASSWORD_ENVIRONMENT + ": there is no variable " + variable.get())));
        }
        return named.map(name -> {
            try {
                return Files.readString(file.toAbsolutePath().resolveSibling(name))
                        .strip();
            } catch (IOException e) {
                throw new WrongUse(file + ": " + PASSWORD_FILE + ": cannot read " + name + ": " + e);
            }
        });
    }

    /**
     * Opens a connection.
     *
     * @throws SQLException when the database cannot be reached or refuses
     */
    Connection connect() throws SQLException {
        var settings = new Properties();
        settings.putAll(login);
        settings.setProperty("ApplicationName", "soilcast");
        settings.setProperty("connectTimeout", "10");
        settings.setProperty("socketTimeout", "120");
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(url, settings);
    }

    /**
     * This, when its tables can be made: so a wrong name is told at once and not in a log.
     *
     * @throws WrongUse when it cannot; the message is one line
     */
    public PostgresTarget checked() {
        try (Connection connection = connect()) {
            PostgresWriter.prepare(connection, schema);
            return this;
        } catch (SQLException e) {
            throw new WrongUse("cannot use " + this + ": " + firstLine(e));
        }
    }

    /** The reason in one line; that of a batch holds the whole statement, the one behind it does not. */
    static String firstLine(SQLException e) {
        SQLException reason = e.getNextException() == null ? e : e.getNextException();
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "?…").replaceFirst("//[^/]*@", "//…@");
    }

    /** Where it is; settings behind the name of the database may be secret. */
    @Override
    public String toString() {
        return withoutSecrets(url);
    }
}
