package org.soilcast.land.cuda;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The CUDA driver interface of the installed driver, {@code libcuda.so.1}: what it says of devices, and its modules. */
final class CudaDriver {
    /** Numbers of CUdevice_attribute. */
    static final int MULTIPROCESSOR_COUNT = 16;

    static final int MEMORY_CLOCK_RATE_KHZ = 36;
    static final int GLOBAL_MEMORY_BUS_WIDTH_BITS = 37;
    static final int COMPUTE_CAPABILITY_MAJOR = 75;
    static final int COMPUTE_CAPABILITY_MINOR = 76;

    private static final int NO_DEVICE = 100;
    private static final int NAME_BYTES = 256;
    private static final int JIT_ERROR_LOG_BUFFER = 5;
    private static final int JIT_ERROR_LOG_BUFFER_SIZE_BYTES = 6;
    private static final int LOG_BYTES = 8192;

    private final NativeFunctions functions;

    private CudaDriver(NativeFunctions functions) {
        this.functions = functions;
    }

    /**
     * Loads and starts the driver.
     *
     * @param library name of its library
     * @throws CudaException if there is no driver or it does not start
     */
    static CudaDriver start(String library) {
        var driver = new CudaDriver(NativeFunctions.load(List.of(library), CudaDriver::errorName)
                .orElseThrow(() -> new CudaException(library + ", a part of the NVIDIA driver, cannot be loaded")));
        int error = driver.functions.tryCall("cuInit", 0);
        if (error == NO_DEVICE) {
            throw new CudaException(
                    "the NVIDIA driver sees no GPU (" + driver.functions.failure("cuInit", error) + ")");
        }
        if (error != 0) {
            throw new CudaException(driver.functions.failure("cuInit", error));
        }
        return driver;
    }

    private static String errorName(NativeLibrary library, int error) {
        var name = new PointerByReference();
        int unknown = library.getFunction("cuGetErrorName").invokeInt(new Object[] {error, name});
        return unknown == 0 ? name.getValue().getString(0) : "error " + error;
    }

    /** Calls a function that returns nothing but its error. */
    void call(String function, Object... arguments) {
        functions.call(function, arguments);
    }

    /** Calls a function that hands back a pointer through its first argument. */
    Pointer pointer(String function, Object... further) {
        var result = new PointerByReference();
        functions.call(function, withFirst(result, further));
        return result.getValue();
    }

    /** Calls a function that hands back an int through its first argument. */
    int number(String function, Object... further) {
        var result = new IntByReference();
        functions.call(function, withFirst(result, further));
        return result.getValue();
    }

    /** Calls a function that hands back 64 bits through its first argument: a size, or an address on the device. */
    long bits64(String function, Object... further) {
        var result = new LongByReference();
        functions.call(function, withFirst(result, further));
        return result.getValue();
    }

    private static Object[] withFirst(Object first, Object... further) {
        var all = new Object[further.length + 1];
        all[0] = first;
        System.arraycopy(further, 0, all, 1, further.length);
        return all;
    }

    /** An attribute of a device, by its number in CUdevice_attribute. */
    int attribute(int attribute, int device) {
        return number("cuDeviceGetAttribute", attribute, device);
    }

    /** A device's name. */
    String name(int device) {
        try (var name = new Memory(NAME_BYTES)) {
            functions.call("cuDeviceGetName", name, NAME_BYTES, device);
            return name.getString(0);
        }
    }

    /**
     * Loads PTX into the current context.
     *
     * @throws CudaException with the assembler's messages, if the driver does not take it
     */
    Pointer loadModule(String ptx) {
        var module = new PointerByReference();
        try (var text = RuntimeCompiler.terminated(ptx);
                var log = new Memory(LOG_BYTES);
                var options = new Memory(2L * Integer.BYTES);
                var values = new Memory(2L * Long.BYTES)) {
            log.clear();
            options.setInt(0, JIT_ERROR_LOG_BUFFER);
            options.setInt(Integer.BYTES, JIT_ERROR_LOG_BUFFER_SIZE_BYTES);
            values.setPointer(0, log);
            values.setLong(Long.BYTES, LOG_BYTES);
            int error = functions.tryCall("cuModuleLoadDataEx", module, text, 2, options, values);
            if (error != 0) {
                String messages =
                        log.getString(0, StandardCharsets.UTF_8.name()).strip();
                throw new CudaException(functions.failure("cuModuleLoadDataEx", error) + " " + messages);
            }
        }
        return module.getValue();
    }
}
