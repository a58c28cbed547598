package org.soilcast.land.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A library with the driver's functions that computes on this host, by the generated C; needs gcc. */
final class HostDriver {
    /** The text that it takes for PTX. */
    static final String PTX = "host";

    private final Path library;

    private HostDriver(Path library) {
        this.library = library;
    }

    /** Compiles the library; without gcc the test is skipped. */
    static HostDriver compile(Path folder, String... options) throws IOException, InterruptedException {
        Path source = folder.resolve("driver.c");
        Path library = folder.resolve("libdriver.so");
        try (var file = HostDriver.class.getResourceAsStream("host-driver.c")) {
            Files.writeString(source, LandSource.cudaC() + new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        var command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-O1", "-march=native", "-ffp-contract=off"));
        command.addAll(List.of("-fno-math-errno", "-fno-trapping-math", "-shared", "-fPIC"));
        command.addAll(List.of(options));
        command.addAll(List.of(source.toString(), "-o", library.toString(), "-lm"));
        String messages;
        int code;
        try {
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            messages = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            code = gcc.waitFor();
        } catch (IOException noCompiler) {
            assumeTrue(false, "no gcc");
            throw noCompiler;
        }
        if (code != 0) {
            throw new IllegalStateException("gcc does not compile the driver: " + messages);
        }
        return new HostDriver(library);
    }

    /** What looking for a device finds, with a compiler whose result it takes. */
    CudaSearch find() {
        return find(PTX);
    }

    /** What looking for a device finds, with a compiler that gives the text given. */
    CudaSearch find(String ptx) {
        return CudaDevice.find(library.toString(), (major, minor) -> ptx);
    }

    /** What has been taken from the driver and not been given back. */
    int live() {
        return NativeLibrary.getInstance(library.toString())
                .getFunction("hostLive")
                .invokeInt(new Object[0]);
    }
}
