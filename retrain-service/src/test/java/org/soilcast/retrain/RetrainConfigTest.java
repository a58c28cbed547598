package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

class RetrainConfigTest {
    private static final List<String> NEEDED = List.of(
            "kafka.bootstrap.servers=broker:9092",
            "archive.folder=/data/archive",
            "bundle.private.key=/keys/private.pem",
            "bundle.public.key=/keys/public.pem");

    @Test
    void readsAllSettings() {
        RetrainConfig config = config(with("input.last.date=2015-06-30", "kafka.security.protocol=SSL"));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9092");
        assertThat(config.kafka().security()).containsOnlyKeys("security.protocol");
        assertThat(config.archiveFolder()).isEqualTo(Path.of("/data/archive"));
        assertThat(config.privateKey()).isEqualTo(Path.of("/keys/private.pem"));
        assertThat(config.publicKey()).isEqualTo(Path.of("/keys/public.pem"));
        assertThat(config.lastInputDate()).contains(LocalDate.of(2015, 6, 30));
    }

    @Test
    void inputGoesOnWhenNothingElseIsSaid() {
        assertThat(config(NEEDED).lastInputDate()).isEmpty();
    }

    @Test
    void whatBecomesOfAChallengerIsSet() {
        assertThat(config(with("retrain.every=90")).plan().orElseThrow().promotion())
                .isEqualTo(Promotion.SHADOW);
        assertThat(config(with("retrain.every=90", "retrain.promote=never"))
                        .plan()
                        .orElseThrow()
                        .promotion())
                .isEqualTo(Promotion.NEVER);
        assertThatThrownBy(() -> config(with("retrain.every=90", "retrain.promote=soon")))
                .isInstanceOf(WrongUse.class)
                .hasMessage("retrain.promote=soon: expected one of gate, shadow, never");
    }

    @Test
    void missingSettingsAreWrongUse() {
        for (String left : NEEDED) {
            assertThatThrownBy(() -> config(
                            NEEDED.stream().filter(one -> !one.equals(left)).toList()))
                    .as("without " + left)
                    .isInstanceOf(WrongUse.class);
        }
    }

    @Test
    void keysThatCannotBeReadAreWrongUse() {
        var errors = new ByteArrayOutputStream();
        assertThat(Main.run(NEEDED, new PrintStream(errors))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("soilcast-retrain: ").contains("/keys/public.pem"));
    }

    private static RetrainConfig config(List<String> arguments) {
        return RetrainConfig.of(Settings.read(arguments, RetrainConfig.KEYS));
    }

    private static List<String> with(String... more) {
        return Stream.concat(NEEDED.stream(), Stream.of(more)).toList();
    }
}
