package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainConfigTest {
    private static final String REQUIRED = "kafka.bootstrap.servers=broker:9092\narchive.folder=/data/archive\n"
            + "bundle.private.key=/keys/private.pem\nbundle.public.key=/keys/public.pem\n";

    @TempDir
    Path folder;

    @Test
    void readsAllSettings() throws IOException {
        RetrainConfig config = read(REQUIRED + "telemetry.port=9101\nkafka.security.protocol=SSL\n");
        assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9092");
        assertThat(config.kafka().security()).containsOnlyKeys("security.protocol");
        assertThat(config.archiveFolder()).isEqualTo(Path.of("/data/archive"));
        assertThat(config.privateKey()).isEqualTo(Path.of("/keys/private.pem"));
        assertThat(config.publicKey()).isEqualTo(Path.of("/keys/public.pem"));
        assertThat(config.telemetryPort()).isEqualTo(9101);
    }

    @Test
    void portIsOptional() throws IOException {
        assertThat(read(REQUIRED).telemetryPort()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archive.folder=/a | kafka.bootstrap.servers: expected a value, found nothing",
                "kafka.bootstrap.servers=b:1 | archive.folder: expected a value, found nothing",
                "archive.foldr=/a | unknown settings: archive.foldr",
                "kafka.bootstrap.servers=b:1\\narchive.folder=/a | bundle.private.key: expected a value, found nothing",
                "kafka.bootstrap.servers=b:1\\narchive.folder=/a\\nbundle.private.key=/k | bundle.public.key: expected a value, found nothing",
                "REQUIRED\\ntelemetry.port=x | telemetry.port: expected a number, found x",
                "REQUIRED\\ntelemetry.port=70000 | telemetry.port: expected 0..65535, found 70000"
            })
    void wrongSettingsAreNamed(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("REQUIRED", REQUIRED).replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void wrongCommandLineIsNamed() {
        assertThatThrownBy(Main::config).hasMessageContaining("expected one argument");
        assertThatThrownBy(() -> Main.config("a", "b")).hasMessageContaining("found 2");
        assertThatThrownBy(() -> Main.config(folder.resolve("none").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read settings");
    }

    private RetrainConfig read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("retrain.properties"), text);
        return Main.config(file.toString());
    }
}
