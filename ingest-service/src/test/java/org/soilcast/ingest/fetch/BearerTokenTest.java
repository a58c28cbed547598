package org.soilcast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {
    @TempDir
    private Path folder;

    private BearerToken token(String text, String... hosts) throws IOException {
        return new BearerToken(
                Optional.of(Files.writeString(folder.resolve("token"), text)), "NO_SUCH_VARIABLE", List.of(hosts));
    }

    @Test
    void onlyHostsNamedSeeIt() throws Exception {
        BearerToken token = token("abc\n", "data.example.org", "*.cloud.example.org", "127.0.0.1:8000");
        for (String may : List.of(
                "https://data.example.org/x",
                "https://DATA.example.org/x",
                "https://a.cloud.example.org/x",
                "http://127.0.0.1:8000/x")) {
            assertThat(token.headerFor(URI.create(may))).as(may).contains("Bearer abc");
        }
        for (String mayNot : List.of(
                "http://data.example.org/x",
                "https://example.org/x",
                "https://cloud.example.org/x",
                "https://evilcloud.example.org/x",
                "https://data.example.org.evil.net/x",
                "http://127.0.0.1:8001/x",
                "http://127.0.0.1.evil.net:8000/x")) {
            assertThat(token.headerFor(URI.create(mayNot))).as(mayNot).isEmpty();
        }
    }

    @Test
    void withoutOneRequestsGoWithout() throws Exception {
        var none = new BearerToken(Optional.empty(), "NO_SUCH_VARIABLE", List.of("data.example.org"));
        assertThat(none.headerFor(URI.create("https://data.example.org/x"))).isEmpty();
    }

    @Test
    void whatIsNoTokenIsToldWithoutShowingIt() throws Exception {
        BearerToken two = token("abc\nX-Evil: def", "data.example.org");
        assertThatThrownBy(() -> two.headerFor(URI.create("https://data.example.org/x")))
                .isInstanceOf(FetchProblem.class)
                .hasMessageContaining("expected one line of letters, digits and signs")
                .hasMessageNotContaining("abc");
        Files.delete(folder.resolve("token"));
        assertThatThrownBy(() -> two.headerFor(URI.create("https://data.example.org/x")))
                .isInstanceOf(FetchProblem.class)
                .hasMessageContaining("cannot be read: NoSuchFileException");
    }
}
