package org.soilcast.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.cuda.CudaDevice;
import org.soilcast.land.cuda.CudaSearch;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

class InferenceSettingsTest {
    @TempDir
    Path folder;

    @Test
    void readsAllSettings() {
        InferenceSettings settings =
                settings(needed("parallelism=3", "checkpoint.interval.ms=250", "pace.days.per.second=1.5"));
        assertThat(settings.job().domain()).isEqualTo("smap_conus");
        assertThat(settings.job().kafka().bootstrapServers()).isEqualTo("broker:9092");
        assertThat(settings.job().parallelism()).isEqualTo(3);
        assertThat(settings.job().checkpointInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.job().paceDaysPerSecond()).contains(1.5);
        assertThat(settings.job().device().cuda()).isFalse();
        assertThat(settings.stateFolder()).isEqualTo(Path.of("/state"));
    }

    @Test
    void missingAndImpossibleSettingsAreWrongUse() {
        List<String> needed = needed();
        for (String left : needed) {
            assertThatThrownBy(() -> settings(
                            needed.stream().filter(one -> !one.equals(left)).toList()))
                    .as("without " + left)
                    .isInstanceOf(WrongUse.class);
        }
        assertThatThrownBy(() -> settings(needed("parallelism=0"))).isInstanceOf(WrongUse.class);
        assertThatThrownBy(() -> settings(needed("checkpoint.interval.ms=1"))).isInstanceOf(WrongUse.class);
        assertThatThrownBy(() -> settings(needed("device=gpu")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("cpu, cuda, auto");
    }

    @Test
    void aKeyThatCannotBeReadIsWrongUse() {
        var errors = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(needed());
        arguments.removeIf(one -> one.startsWith("bundle.public.key="));
        arguments.add("bundle.public.key=" + folder.resolve("none.pem"));
        assertThat(Main.run(arguments, new PrintStream(errors))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("soilcast-inference: ").contains("none.pem"));
    }

    @Test
    void aGpuThatIsNotThereIsOneLineAndExitCode1() {
        CudaSearch search = CudaDevice.find();
        search.device().ifPresent(CudaDevice::close);
        assumeTrue(search.device().isEmpty(), "there is a GPU");
        var errors = new ByteArrayOutputStream();
        assertThat(Main.run(needed("device=cuda"), new PrintStream(errors))).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("soilcast-inference: " + search.sentence());
        assertThat(settings(needed("device=auto")).job().device()).hasToString("cpu (" + search.sentence() + ")");
    }

    private List<String> needed(String... more) {
        BundleKeys.inFolder(folder.resolve("keys"));
        var arguments = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=broker:9092",
                "domain=smap_conus",
                "state.dir=/state",
                "bundle.public.key=" + folder.resolve("keys").resolve(BundleKeys.PUBLIC_FILE)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static InferenceSettings settings(List<String> arguments) {
        return InferenceSettings.of(Settings.read(arguments, InferenceSettings.KEYS));
    }
}
