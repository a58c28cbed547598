package org.soilcast.land.cuda;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the land model is to run, as a user says it. */
public enum DeviceChoice {
    /** On the processor; the default, since no GPU has confirmed its results yet. */
    CPU {
        @Override
        Decision decide(Supplier<CudaSearch> search) {
            return new Decision(false, "as asked");
        }
    },
    /** On a GPU, or not at all. */
    CUDA {
        @Override
        Decision decide(Supplier<CudaSearch> search) {
            CudaSearch found = search.get();
            String sentence = found.sentence();
            if (!close(found)) {
                throw new CudaException(sentence);
            }
            return new Decision(true, sentence);
        }
    },
    /** On a GPU where there is one that can be used. */
    AUTO {
        @Override
        Decision decide(Supplier<CudaSearch> search) {
            CudaSearch found = search.get();
            String sentence = found.sentence();
            return new Decision(close(found), sentence);
        }
    };

    /**
     * Where it runs.
     *
     * @param cuda on a GPU, else on the processor
     * @param reason for the log
     */
    public record Decision(boolean cuda, String reason) {
        @Override
        public String toString() {
            return (cuda ? "cuda" : "cpu") + " (" + reason + ")";
        }
    }

    /**
     * The choice that a user has written.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DeviceChoice of(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("device: expected one of "
                        + Arrays.stream(values()).map(DeviceChoice::text).collect(Collectors.joining(", "))
                        + ", found '" + text + "'"));
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Decides by what this machine has.
     *
     * @throws CudaException with one sentence, if it is to be a GPU and there is none
     */
    public Decision decide() {
        return decide(CudaDevice::find);
    }

    abstract Decision decide(Supplier<CudaSearch> search);

    /** Whether there was a device, which is closed: each thread that computes opens its own. */
    private static boolean close(CudaSearch search) {
        Optional<CudaDevice> device = search.device();
        device.ifPresent(CudaDevice::close);
        return device.isPresent();
    }
}
