package org.soilcast.land.cuda;

/** A call of the CUDA driver or of NVRTC has failed; the message names the call and CUDA's own name of the error. */
public final class CudaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CudaException(String message) {
        super(message);
    }
}
