package org.soilcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestSettingsTest {
    private static final List<String> NEEDED = List.of(
            "kafka.bootstrap.servers=localhost:9092", "domain=smap_conus", "data.dir=/data", "state.dir=/state");

    @TempDir
    private Path folder;

    @Test
    void readsArguments() {
        IngestSettings settings = IngestSettings.of(with("from=2015-05-01", "kafka.security.protocol=SSL"));
        assertThat(settings.service().domain()).isEqualTo("smap_conus");
        assertThat(settings.service().from()).contains(LocalDate.of(2015, 5, 1));
        assertThat(settings.service().to()).isEmpty();
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.kafka().security()).containsOnlyKeys("security.protocol");
    }

    @Test
    void argumentsOverrideTheFile() throws IOException {
        Path file = folder.resolve("ingest.properties");
        Files.write(file, with("stream.threads=3", "topic.partitions=8"));
        IngestSettings settings = IngestSettings.of(List.of("config=" + file, "stream.threads=2"));
        assertThat(settings.service().streamThreads()).isEqualTo(2);
        assertThat(settings.partitions()).isEqualTo(8);
    }

    @Test
    void unknownMissingAndImpossibleSettingsFail() {
        assertThatThrownBy(() -> IngestSettings.of(with("form=2015-05-01")))
                .hasMessageContaining("unknown setting 'form'");
        assertThatThrownBy(() -> IngestSettings.of(NEEDED.subList(1, 4)))
                .hasMessage("missing setting 'kafka.bootstrap.servers'");
        assertThatThrownBy(() -> IngestSettings.of(with("from=yesterday"))).hasMessageContaining("found 'yesterday'");
        assertThatThrownBy(() -> IngestSettings.of(with("from=2016-01-01", "to=2015-01-01")))
                .hasMessageContaining("not after");
        assertThatThrownBy(() -> IngestSettings.of(with("stream.threads=many"))).hasMessageContaining("found 'many'");
        assertThatThrownBy(() -> IngestSettings.of(with("--help"))).hasMessageContaining("expected key=value");
        assertThatThrownBy(() -> IngestSettings.of(with("domain=other"))).hasMessageContaining("given twice");
        assertThatThrownBy(() -> IngestSettings.of(List.of("config=" + folder.resolve("none"))))
                .hasMessageContaining("cannot read the settings");
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(Main.run(List.of("nonsense"))).isEqualTo(2);
    }

    private static List<String> with(String... more) {
        return Stream.concat(NEEDED.stream(), Stream.of(more)).toList();
    }
}
