package org.soilcast.land.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.kernel.LandKernel;

/** The generated file as CUDA C: it compiles, without spilling registers. Skipped without nvcc; it runs no GPU. */
class CudaTextTest {
    @Test
    void nvccCompilesItWithoutSpills(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("land.cu");
        try (var text = LandKernel.class.getResourceAsStream("land.cu")) {
            Files.write(source, text.readAllBytes());
        }
        Process nvcc;
        try {
            nvcc = new ProcessBuilder(
                            "nvcc",
                            "--fmad=false",
                            "-arch=sm_90",
                            "-Xptxas",
                            "-v",
                            "-cubin",
                            "-o",
                            folder.resolve("land.cubin").toString(),
                            source.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException noCompiler) {
            assumeTrue(false, "no nvcc");
            return;
        }
        String messages = new String(nvcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(nvcc.waitFor()).as(messages).isZero();
        assertThat(messages).contains("forward_window", "adjoint_window", "0 bytes spill stores");
        messages.lines()
                .filter(line -> line.contains("spill") || line.contains("registers") || line.contains("entry"))
                .forEach(System.out::println);
        assertThat(messages.lines().filter(line -> line.contains("spill")))
                .allMatch(line -> line.contains(" 0 bytes spill stores"));
    }
}
