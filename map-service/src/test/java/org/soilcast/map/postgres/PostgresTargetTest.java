package org.soilcast.map.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.service.WrongUse;

class PostgresTargetTest {
    private static final String URL = "url=jdbc:postgresql://db.example/drought?sslmode=require\n";

    @TempDir
    Path folder;

    @Test
    void aPasswordComesFromAFileBesideOrFromTheEnvironment() throws Exception {
        Files.writeString(folder.resolve("secret"), "in a file\n");
        PostgresTarget beside = read(URL + "user=soilcast\npassword-file=secret\nschema=office_1");
        assertThat(beside.login()).isEqualTo(Map.of("user", "soilcast", "password", "in a file"));
        assertThat(beside.schema()).isEqualTo("office_1");
        assertThat(read(URL + "password-environment=PGPASS").login()).containsEntry("password", "in a variable");
        assertThat(read(URL).login()).isEmpty();
        assertThat(beside.toString()).isEqualTo("jdbc:postgresql://db.example/drought?…");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws Exception {
        for (String[] wrong : new String[][] {
            {"url=http://db.example/", "url: expected jdbc:postgresql://HOST:PORT/DATABASE, found 'http://db.example/'"
            },
            {"", "url: expected jdbc:postgresql://HOST:PORT/DATABASE, found ''"},
            {"url=jdbc:postgresql://db.example/drought?password=open", "a password belongs into a file of its own"},
            {URL + "host=db", "unknown 'host', expected some of password-environment, password-file, schema, url, user"
            },
            {URL + "schema=a;b", "schema: expected small letters"},
            {URL + "password-file=none", "password-file: cannot read none"},
            {URL + "password-environment=NONE", "there is no variable NONE"},
            {URL + "password-file=a\npassword-environment=B", "found both"},
        }) {
            assertThatThrownBy(() -> read(wrong[0]))
                    .as(wrong[0])
                    .isInstanceOf(WrongUse.class)
                    .hasMessageContaining(wrong[1])
                    .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).doesNotContain("open"));
        }
        assertThatThrownBy(() -> PostgresTarget.read(folder.resolve("none"), Map.of()))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("cannot read");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        PostgresTarget target = read("url=jdbc:postgresql://127.0.0.1:" + port + "/drought");
        assertThatThrownBy(target::checked)
                .isInstanceOf(WrongUse.class)
                .hasMessageStartingWith("cannot use jdbc:postgresql://127.0.0.1:" + port + "/drought: ")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).contains("refused"));
    }

    private PostgresTarget read(String properties) throws Exception {
        return PostgresTarget.read(
                Files.writeString(folder.resolve("postgres.properties"), properties),
                Map.of("PGPASS", "in a variable"));
    }
}
