package org.soilcast.land.cuda;

import java.util.Optional;

/** What came of looking for a GPU. */
public sealed interface CudaSearch {
    /** The device, which the caller closes; empty if there is none that can be used. */
    Optional<CudaDevice> device();

    /** One sentence for the user: which device was found, or why none. */
    String sentence();

    /** A device that is ready. */
    record Found(CudaDevice ready) implements CudaSearch {
        @Override
        public Optional<CudaDevice> device() {
            return Optional.of(ready);
        }

        @Override
        public String sentence() {
            return "CUDA device " + ready;
        }
    }

    /** No device can be used. */
    record Missing(String reason) implements CudaSearch {
        @Override
        public Optional<CudaDevice> device() {
            return Optional.empty();
        }

        @Override
        public String sentence() {
            return "no CUDA device: " + reason;
        }
    }
}
