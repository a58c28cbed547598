package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits in virtual machines of other vector lengths, interpreted and compiled. */
class LandKernelBitsTest {
    private static final int DAYS = 400;

    @ParameterizedTest
    @ValueSource(strings = {"-XX:UseAVX=1", "-XX:UseAVX=2", "-XX:UseAVX=3"})
    void vectorsOfAnyLengthHaveTheBitsOfSingleFloats(String option) throws Exception {
        String single = BitsOfARun.all(Lanes.SCALAR, DAYS);
        assertThat(run(List.of(option), "VECTOR", DAYS)).as(option).isEqualTo(single);
    }

    @Test
    void interpretedCodeHasTheBitsOfCompiledCode() throws Exception {
        int days = 3;
        String single = BitsOfARun.all(Lanes.SCALAR, days);
        assertThat(run(List.of("-Xint"), "VECTOR", days)).isEqualTo(single);
        assertThat(run(List.of("-Xint"), "SCALAR", days)).isEqualTo(single);
    }

    private static String run(List<String> options, String lanes, int days) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(BitsOfARun.class.getName(), lanes, Integer.toString(days)));
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(errors).isZero();
        // A machine without AVX-512 says before that it has none.
        return text.lines().reduce("", (first, last) -> last).strip();
    }
}
