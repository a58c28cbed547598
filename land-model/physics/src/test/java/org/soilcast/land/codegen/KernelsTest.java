package org.soilcast.land.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void theSameEquationsGiveTheSameText() {
        Map<String, String> first = Kernels.java(GenerateKernels.land(), "generated");
        assertThat(Kernels.java(GenerateKernels.land(), "generated")).isEqualTo(first);
    }

    @Test
    void noFunctionOfTheVirtualMachineIsLeftInFloatCode() {
        Kernels.java(GenerateKernels.land(), "generated").forEach((name, text) -> {
            if (!name.endsWith("Double")) {
                assertThat(text).as(name).doesNotContain("StrictMath", "Math.exp", "EXP", "LOG", "POW", "reduceLanes");
            }
        });
    }
}
