package org.soilcast.ingest.grib;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import org.soilcast.ingest.rejects.InputException;

/** ECMWF's C library, where it is installed, for the one packing that the Java library lacks. */
final class EcCodes {
    static final String MISSING =
            "CCSDS packing (template 5.42) needs ECMWF's library ecCodes, libeccodes.so, which is not found";

    private static final double ABSENT = 1e34;
    private static final boolean THERE = register();

    private EcCodes() {}

    static boolean isThere() {
        return THERE;
    }

    /**
     * Decodes the values of a whole message, NaN where missing. One at a time: the library is built for one thread by default.
     *
     * @throws InputException when the message is damaged
     */
    static synchronized double[] values(byte[] message) {
        Pointer handle = codes_handle_new_from_message_copy(Pointer.NULL, message, message.length);
        if (handle == null) {
            throw new InputException("ecCodes takes this for no message");
        }
        try {
            check(codes_set_double(handle, "missingValue", ABSENT));
            var length = new LongByReference();
            check(codes_get_size(handle, "values", length));
            var values = new double[Math.toIntExact(length.getValue())];
            check(codes_get_double_array(handle, "values", values, length));
            for (int i = 0; i < values.length; i++) {
                if (values[i] == ABSENT) {
                    values[i] = Double.NaN;
                }
            }
            return values;
        } finally {
            codes_handle_delete(handle);
        }
    }

    private static void check(int error) {
        if (error != 0) {
            throw new InputException("ecCodes cannot decode the message: " + codes_get_error_message(error));
        }
    }

    private static boolean register() {
        try {
            Native.register(EcCodes.class, "eccodes");
            return true;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return false;
        }
    }

    private static native Pointer codes_handle_new_from_message_copy(Pointer context, byte[] message, long length);

    private static native int codes_set_double(Pointer handle, String key, double value);

    private static native int codes_get_size(Pointer handle, String key, LongByReference size);

    private static native int codes_get_double_array(
            Pointer handle, String key, double[] values, LongByReference length);

    private static native int codes_handle_delete(Pointer handle);

    private static native String codes_get_error_message(int error);
}
