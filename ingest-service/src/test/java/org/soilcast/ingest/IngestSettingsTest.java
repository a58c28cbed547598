package org.soilcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

class IngestSettingsTest {
    private static final List<String> NEEDED = List.of(
            "kafka.bootstrap.servers=localhost:9092", "domain=smap_conus", "data.dir=/data", "state.dir=/state");

    @Test
    void readsAllSettings() {
        IngestSettings settings = settings(with("from=2015-05-01", "kafka.security.protocol=SSL", "stream.threads=3"));
        assertThat(settings.service().domain()).isEqualTo("smap_conus");
        assertThat(settings.service().from()).contains(LocalDate.of(2015, 5, 1));
        assertThat(settings.service().to()).isEmpty();
        assertThat(settings.service().streamThreads()).isEqualTo(3);
        assertThat(settings.partitions()).isEqualTo(4);
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.kafka().security()).containsOnlyKeys("security.protocol");
    }

    @Test
    void missingAndImpossibleSettingsAreWrongUse() {
        for (int missing = 0; missing < NEEDED.size(); missing++) {
            String left = NEEDED.get(missing);
            assertThatThrownBy(() -> settings(
                            NEEDED.stream().filter(one -> !one.equals(left)).toList()))
                    .as("without " + left)
                    .isInstanceOf(WrongUse.class);
        }
        assertThatThrownBy(() -> settings(with("from=2016-01-01", "to=2015-01-01")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("not after");
        assertThatThrownBy(() -> settings(with("topic.partitions=0"))).isInstanceOf(WrongUse.class);
    }

    @Test
    void theTwinNeedsNoDataFolder() {
        List<String> twin = NEEDED.stream()
                .filter(one -> !one.startsWith("data.dir="))
                .map(one -> one.startsWith("domain=") ? "domain=twin" : one)
                .toList();

        assertThat(settings(twin).service().data().path()).isEmpty();
    }

    @Test
    void wrongUseOfTheProcessIsOneLineAndTwo() {
        var errors = new ByteArrayOutputStream();
        assertThat(Main.run(with("form=2015-05-01"), new PrintStream(errors))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("soilcast-ingest: unknown setting 'form'"));
    }

    private static IngestSettings settings(List<String> arguments) {
        return IngestSettings.of(Settings.read(arguments, IngestSettings.KEYS));
    }

    private static List<String> with(String... more) {
        return Stream.concat(NEEDED.stream(), Stream.of(more)).toList();
    }
}
