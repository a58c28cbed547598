package org.soilcast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Set<String> KEYS = Set.of("kafka.", "domain", "from", "threads", "pace", "once");

    @TempDir
    private Path folder;

    @Test
    void readsArguments() {
        Settings settings = Settings.read(
                List.of("domain=a=b", "from=2015-04-01", "threads=3", "pace=0.5", "once=true", "kafka.a.b=c"), KEYS);

        assertThat(settings.text("domain")).isEqualTo("a=b");
        assertThat(settings.path("domain")).isEqualTo(Path.of("a=b"));
        assertThat(settings.date("from")).contains(LocalDate.of(2015, 4, 1));
        assertThat(settings.number("threads", 1, 1, 8)).isEqualTo(3);
        assertThat(settings.decimal("pace")).contains(0.5);
        assertThat(settings.flag("once")).isTrue();
        assertThat(settings.under("kafka.")).containsOnly(java.util.Map.entry("a.b", "c"));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Settings settings = Settings.read(List.of("domain="), KEYS);

        assertThat(settings.date("from")).isEmpty();
        assertThat(settings.number("threads", 2, 1, 8)).isEqualTo(2);
        assertThat(settings.decimal("pace")).isEmpty();
        assertThat(settings.flag("once")).isFalse();
        assertThat(settings.under("kafka.")).isEmpty();
        assertThatThrownBy(() -> settings.text("domain")).hasMessage("missing setting 'domain'");
    }

    @Test
    void argumentsOverrideTheFile() throws IOException {
        Path file = Files.write(folder.resolve("p"), List.of("# comment", "domain=file", "threads=7"));
        Settings settings = Settings.read(List.of("config=" + file, "domain=argument"), KEYS);

        assertThat(settings.text("domain")).isEqualTo("argument");
        assertThat(settings.number("threads", 1, 1, 8)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "form=2015-05-01, unknown setting 'form'",
        "kafkaesque=1, unknown setting 'kafkaesque'",
        "--help, 'expected key=value, found'",
        "=1, 'expected key=value, found'",
        "config=/nowhere/at/all, cannot read the settings in /nowhere/at/all"
    })
    void wrongArgumentsAreNamed(String argument, String message) {
        assertThatThrownBy(() -> Settings.read(List.of(argument), KEYS))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownKeyInTheFileIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("p"), List.of("domian=file"));
        assertThatThrownBy(() -> Settings.read(List.of("config=" + file), KEYS))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("unknown setting 'domian'");
    }

    @Test
    void aKeyGivenTwiceIsNamed() {
        assertThatThrownBy(() -> Settings.read(List.of("domain=a", "domain=b"), KEYS))
                .hasMessage("'domain' is given twice");
    }

    @Test
    void valuesThatDoNotFitAreNamed() {
        Settings settings = Settings.read(List.of("from=yesterday", "threads=many", "pace=slow", "once=1"), KEYS);

        assertThatThrownBy(() -> settings.date("from")).hasMessageContaining("from: expected a date");
        assertThatThrownBy(() -> settings.number("threads", 1, 1, 8))
                .hasMessage("threads: expected a number from 1 to 8, found 'many'");
        assertThatThrownBy(() -> settings.decimal("pace")).hasMessage("pace: expected a number, found 'slow'");
        assertThatThrownBy(() -> settings.flag("once")).hasMessageContaining("once: expected true or false");
        Settings nine = Settings.read(List.of("threads=9"), KEYS);
        assertThatThrownBy(() -> nine.number("threads", 1, 1, 8))
                .hasMessage("threads: expected a number from 1 to 8, found 9");
    }
}
