package org.soilcast.land.cuda;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Functions of a native library that return 0 or the number of an error. Arguments are passed as their Java types are:
 * {@code int} as 32 bits, {@code long} as 64 bits (sizes, handles, addresses on the device), buffers by their address.
 */
final class NativeFunctions {
    private static final Logger LOG = LoggerFactory.getLogger(NativeFunctions.class);

    private final NativeLibrary library;
    private final ErrorNames errorNames;
    private final Map<String, Function> functions = new ConcurrentHashMap<>();

    /** How a library names the numbers of its errors. */
    interface ErrorNames {
        String of(NativeLibrary library, int error);
    }

    private NativeFunctions(NativeLibrary library, ErrorNames errorNames) {
        this.library = library;
        this.errorNames = errorNames;
    }

    /** The first library that can be loaded, by name or by path; empty if none can. */
    static Optional<NativeFunctions> load(List<String> names, ErrorNames errorNames) {
        for (String name : names) {
            try {
                return Optional.of(new NativeFunctions(NativeLibrary.getInstance(name), errorNames));
            } catch (LinkageError absent) { // also where JNA cannot unpack its own library
                LOG.debug("cannot load {}", name, absent);
            }
        }
        return Optional.empty();
    }

    /**
     * Calls a function.
     *
     * @throws CudaException if it returns an error or the library has no such function
     */
    void call(String function, Object... arguments) {
        int error = tryCall(function, arguments);
        if (error != 0) {
            throw new CudaException(failure(function, error));
        }
    }

    /** Calls a function, and returns the number of its error, 0 for none. */
    int tryCall(String function, Object... arguments) {
        return functions.computeIfAbsent(function, this::find).invokeInt(arguments);
    }

    /** What to say of an error. */
    String failure(String function, int error) {
        return function + " failed: " + errorNames.of(library, error);
    }

    private Function find(String function) {
        try {
            return library.getFunction(function);
        } catch (UnsatisfiedLinkError absent) {
            throw new CudaException(library.getName() + " has no function " + function + ", it is too old");
        }
    }
}
