package org.soilcast.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.service.WrongUse;

class SinkFileTest {
    @TempDir
    Path folder;

    @Test
    void everyKindIsRead() throws IOException {
        Files.writeString(folder.resolve("token"), "secret\n");
        SinkFile file = read("""
            from: 2026-04-01
            page: https://example.org/soil/
            sinks:
              - {name: office, type: webhook, url: "https://example.org/hook", token-file: token, refusals: 5}
              - {name: mail, type: alertmanager, url: "http://127.0.0.1:9093", allow-private-addresses: true}
              - {name: files, type: cap, folder: cap, sender: office@example.org, first-wait-seconds: 0.5}
            """);
        assertThat(file.from()).hasValue(LocalDate.parse("2026-04-01"));
        assertThat(file.sinks().stream().map(NamedSink::name)).containsExactly("office", "mail", "files");
        assertThat(file.sinks().get(0).patience().refusals()).isEqualTo(5);
        assertThat(file.sinks().get(2).patience().first()).isEqualTo(Duration.ofMillis(500));
        assertThat(folder.resolve("cap")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        '{sinks: []}' | ', sinks: expected a list of receivers, found nothing'
        '{from: tomorrow, sinks: []}' | ', from: expected a date like 2026-04-01, found ''tomorrow'''
        '{sinks: [{name: a b, type: cap}]}' | ', sinks[0].name: expected letters, digits and hyphens, found ''a b'''
        '{sinks: [{name: a, type: pigeon}]}' | ', sinks[0].type: expected one of webhook, alertmanager, cap, found ''pigeon'''
        '{sinks: [{name: a, type: webhook}]}' | ', sinks[0].url: expected a text, found nothing'
        '{sinks: [{name: a, type: webhook, url: "file:///etc/passwd"}]}' | ', sinks[0].url: expected an http or https address without user, password and #'
        '{sinks: [{name: a, type: webhook, url: "https://u:secret@h/"}]}' | ', sinks[0].url: expected an http or https address without user, password and #'
        '{sinks: [{name: a, type: webhook, url: "http://h/", token-file: t}]}' | ', sinks[0].token-file: a token goes to an https address only, or to a private one'
        '{sinks: [{name: a, type: webhook, url: "https://h/", token-file: t}]}' | ', sinks[0].token-file: cannot read '
        '{sinks: [{name: a, type: webhook, url: "https://h/", batch: 0}]}' | ', sinks[0].batch: expected a number from 1.0 to 1000.0, found 0'
        '{sinks: [{name: a, type: webhook, url: "https://h/", tokenfile: t}]}' | ', sinks[0].tokenfile: is unknown: expected one of '
        '{sinks: [{name: a, type: cap, folder: f, sender: "a b"}]}' | ', sinks[0].sender: expected a name without blanks, commas, < and &, found ''a b'''
        '{sinks: [{name: a, name: b}]}' | ', line 1: expected YAML: Duplicate field ''name'''
        'sinks: [' | ': expected YAML'
        'text' | ': expected keys with values'
        """)
    void whatIsWrongIsOneLine(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining(message.startsWith(": expected YAML") ? "expected YAML" : message)
                .hasMessageStartingWith(folder.resolve("sinks.yaml").toString())
                .message()
                .hasLineCount(1)
                .doesNotContain("secret");
    }

    private SinkFile read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("sinks.yaml"), text);
        return SinkFile.read(file, Clock.systemUTC());
    }
}
