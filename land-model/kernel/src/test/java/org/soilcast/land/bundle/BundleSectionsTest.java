package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.soilcast.land.bundle.BundleBytes.FIRST;
import static org.soilcast.land.bundle.BundleBytes.manifestOf;
import static org.soilcast.land.bundle.BundleBytes.refused;
import static org.soilcast.land.bundle.BundleBytes.sealed;
import static org.soilcast.land.bundle.BundleBytes.tensorsOf;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.soilcast.land.bundle.BundleSections.Tensor;

class BundleSectionsTest {
    private static final BundleSections SECTIONS = BundleSections.none()
            .with("filter", new TreeMap<>(Map.of("numbers", Tensor.of(0.5f, 0.2f))))
            .with(
                    "correction",
                    new TreeMap<>(Map.of(
                            "net0.layer0.weight",
                            new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}),
                            "constants",
                            Tensor.of(29))));

    @Test
    void sectionsAreReadAsTheyWereWritten() {
        ParameterBundle bundle = FIRST.withSections(SECTIONS);
        byte[] bytes = BundleCodec.encode(bundle);

        ParameterBundle read = ((Decoded.Accepted) BundleCodec.decode(bytes)).bundle();

        assertThat(read.sections()).isEqualTo(SECTIONS);
        assertThat(read.sections().section("correction")).containsOnlyKeys("constants", "net0.layer0.weight");
        assertThat(read.sections().section("correct")).isEmpty();
        assertThat(read.hasNetworkOf(bundle)).isTrue();
        assertThat(read.hasNetworkOf(FIRST)).isFalse();
        assertThat(BundleCodec.encode(read)).containsExactly(bytes);
    }

    @Test
    void aBundleWithoutSectionsHasNone() {
        ParameterBundle read = ((Decoded.Accepted) BundleCodec.decode(BundleCodec.encode(FIRST))).bundle();
        assertThat(read.sections()).isEqualTo(BundleSections.none());
        assertThat(read.sections().section("filter")).isEmpty();
    }

    @Test
    void damagedSectionsAreRefused() throws Exception {
        byte[] bytes = BundleCodec.encode(FIRST.withSections(SECTIONS));
        for (String[] change : new String[][] {
            {"filter.numbers", "filter.Numbers", "can be named"},
            {"filter.numbers", "member9.numbers", "can be named"},
            {"filter.numbers", "a.numbers", "canonical"},
            {"filter.numbers", "correction.constants", "canonical"},
            {"\"dimensions\":[2,3]", "\"dimensions\":[3,3]", "bytes of tensors"},
            {"\"dimensions\":[2,3]", "\"dimensions\":[-2,-3]", "malformed"},
        }) {
            String manifest = manifestOf(bytes);
            assertThat(manifest).contains(change[0]);
            assertThat(refused(sealed(manifest.replace(change[0], change[1]), tensorsOf(bytes), new byte[0])))
                    .as(change[1])
                    .contains(change[2]);
        }
    }

    @Test
    void tensorsAreWholeAndFinite() {
        assertThatThrownBy(() -> new Tensor(List.of(2), new float[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.of(Float.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
