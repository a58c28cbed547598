package org.soilcast.land.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.soilcast.land.kernel.LandKernel;

/** The land model's generated CUDA C and the PTX made from it. */
final class LandSource {
    private static final String SOURCE = "land.cu";
    /** Beside the source on the class path where a build had nvcc: then NVRTC is not needed. */
    private static final String COMPILED = "land.ptx";

    private LandSource() {}

    /** The generated CUDA C. */
    static String cudaC() {
        return resource(SOURCE).orElseThrow(() -> new IllegalStateException(SOURCE + " is not on the class path"));
    }

    /**
     * PTX for a device of the compute capability given: compiled beforehand, or by NVRTC now, which takes seconds.
     *
     * @throws CudaException if there is neither PTX nor NVRTC, or it does not compile
     */
    static String ptx(int major, int minor) {
        return resource(COMPILED)
                .orElseGet(() -> RuntimeCompiler.find()
                        .orElseThrow(() -> new CudaException(RuntimeCompiler.MISSING))
                        .compile(cudaC(), major, minor));
    }

    private static Optional<String> resource(String name) {
        try (InputStream file = LandKernel.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + " from the class path", unreadable);
        }
    }
}
