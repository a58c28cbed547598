package org.soilcast.land.cuda;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** NVRTC, the compiler of CUDA C that comes as a library: any version, found where the loader or CUDA_HOME has it. */
final class RuntimeCompiler {
    /** What is told to a user who has no NVRTC. */
    static final String MISSING = "libnvrtc.so, the runtime compiler of the CUDA toolkit, is not on the library path";

    private static final List<String> NAMES = List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "nvrtc");
    private static final List<String> HOMES = List.of("CUDA_HOME", "CUDA_PATH");

    private final NativeFunctions nvrtc;

    private RuntimeCompiler(NativeFunctions nvrtc) {
        this.nvrtc = nvrtc;
    }

    /** The compiler; empty where there is none. */
    static Optional<RuntimeCompiler> find() {
        List<String> names = new ArrayList<>(NAMES);
        Stream.concat(HOMES.stream().map(System::getenv), Stream.of("/usr/local/cuda"))
                .filter(home -> home != null && !home.isBlank())
                .map(home -> Path.of(home, "lib64", "libnvrtc.so").toString())
                .forEach(names::add);
        return NativeFunctions.load(names, RuntimeCompiler::errorName).map(RuntimeCompiler::new);
    }

    /**
     * Compiles to PTX, for a compute capability and all after it. Products and sums are not contracted, so that the
     * arithmetic is that of the other kernels.
     *
     * @throws CudaException with the compiler's messages, if it does not compile
     */
    String compile(String source, int major, int minor) {
        var program = new PointerByReference();
        try (var text = terminated(source);
                var name = terminated("land.cu")) {
            nvrtc.call("nvrtcCreateProgram", program, text, name, 0, Pointer.NULL, Pointer.NULL);
        }
        try {
            String[] options = {"--gpu-architecture=compute_" + major + minor, "--fmad=false"};
            int error =
                    nvrtc.tryCall("nvrtcCompileProgram", program.getValue(), options.length, new StringArray(options));
            if (error != 0) {
                String messages = text(program.getValue(), "nvrtcGetProgramLogSize", "nvrtcGetProgramLog");
                throw new CudaException(nvrtc.failure("nvrtcCompileProgram", error) + ": " + messages.strip());
            }
            return text(program.getValue(), "nvrtcGetPTXSize", "nvrtcGetPTX");
        } finally {
            nvrtc.call("nvrtcDestroyProgram", program);
        }
    }

    private String text(Pointer program, String sizeFunction, String textFunction) {
        var bytes = new LongByReference();
        nvrtc.call(sizeFunction, program, bytes);
        try (var text = new Memory(Math.max(1, bytes.getValue()))) {
            text.clear();
            nvrtc.call(textFunction, program, text);
            return text.getString(0, StandardCharsets.UTF_8.name());
        }
    }

    /** A text as C has it; the memory is the caller's to close. */
    static Memory terminated(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }

    private static String errorName(NativeLibrary library, int error) {
        return library.getFunction("nvrtcGetErrorString").invokeString(new Object[] {error}, false);
    }
}
