package org.soilcast.land.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** NVRTC needs no GPU. Skipped where its library is not found: LD_LIBRARY_PATH or CUDA_HOME says where it is. */
class RuntimeCompilerTest {
    private static RuntimeCompiler compiler() {
        var compiler = RuntimeCompiler.find();
        assumeTrue(compiler.isPresent(), RuntimeCompiler.MISSING);
        return compiler.orElseThrow();
    }

    @Test
    void compilesTheGeneratedSourceWithoutContraction() {
        String ptx = compiler().compile(LandSource.cudaC(), 9, 0);
        assertThat(ptx).contains(".target sm_90", ".entry forward_window(", ".entry adjoint_window(", "rcp.rn.f32");
        // What is fused in the source stays fused, and nothing else is: every product has an instruction of its own.
        assertThat(ptx).contains("mul.rn.f32", "fma.rn.f32").doesNotContain("mad.f32", "rcp.approx", "ftz");
    }

    @Test
    void tellsWhatDoesNotCompile() {
        RuntimeCompiler compiler = compiler();
        assertThatThrownBy(() -> compiler.compile("extern \"C\" __global__ void k() { nothing(); }", 9, 0))
                .isInstanceOf(CudaException.class)
                .hasMessageStartingWith("nvrtcCompileProgram failed: NVRTC_ERROR_COMPILATION: land.cu(1): error")
                .hasMessageContaining("nothing");
    }
}
