package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.land.network.Networks;

class BundleChainTest {
    private static final KeyPair KEYS = BundleKeys.generate();
    private static final byte[] FIRST = signed(manifest(3, 2, "2015-04-01", 2), KEYS);
    private static final BundleChain CHAIN = accepted(new BundleChain(KEYS.getPublic(), List.of()), 3, FIRST);

    @Test
    void theFirstOneMayHaveAParentThatIsGone() {
        assertThat(CHAIN.newest()).hasValueSatisfying(link -> {
            assertThat(link.version()).isEqualTo(3);
            assertThat(link.effectiveFrom()).isEqualTo("2015-04-01");
            assertThat(link.sha256()).isEqualTo(BundleCodec.sha256(FIRST));
        });
        assertThat(new BundleChain(KEYS.getPublic(), List.of()).newest()).isEmpty();
    }

    @Test
    void oneThatReplacesTheNewestIsTakenAlsoFromTheSameDateOn() {
        BundleChain second = accepted(CHAIN, 4, signed(manifest(4, 3, "2015-04-01", 2), KEYS));
        BundleChain third = accepted(second, 9, signed(manifest(9, 4, "2016-01-01", 2), KEYS));
        assertThat(third.links()).extracting(BundleChain.Link::version).containsExactly(3, 4, 9);
        assertThat(CHAIN.links()).as("a chain does not change").hasSize(1);
        assertThat(new BundleChain(KEYS.getPublic(), third.links()).links()).isEqualTo(third.links());
    }

    @Test
    void theSameBytesAgainChangeNothing() {
        BundleChain second = accepted(CHAIN, 4, signed(manifest(4, 3, "2015-04-01", 2), KEYS));
        assertThat(second.judge(3, FIRST)).isInstanceOf(BundleVerdict.Repeated.class);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 4, 3, 2015-04-01, 2, bundle-version",
        "3, 3, 2, 2015-04-02, 2, bundle-not-newer",
        "2, 2, 1, 2015-04-01, 2, bundle-not-newer",
        "4, 4, 2, 2015-04-01, 2, bundle-parent",
        "4, 4, 0, 2015-04-01, 2, bundle-parent",
        "4, 4, 3, 2015-03-31, 2, bundle-effective-from",
        "4, 4, 3, 2015-04-01, 3, bundle-tiles",
        "4, 4, 3, 2015-04-01, 0, bundle-tiles"
    })
    void whatDoesNotFollowTheNewestIsRefused(
            int recordVersion, int version, int parent, String effectiveFrom, int tiles, String reason) {
        byte[] bytes = signed(manifest(version, parent, effectiveFrom, tiles), KEYS);
        assertThat(refused(recordVersion, bytes).fault().reason()).isEqualTo(reason);
    }

    @Test
    void whatIsNotSignedByTheKeyIsRefused() {
        ParameterBundle fitting = bundle(manifest(4, 3, "2015-04-01", 2));
        assertThat(refused(4, BundleCodec.encode(fitting)).fault()).isEqualTo(BundleFault.BUNDLE_UNSIGNED);
        assertThat(refused(4, signed(fitting.manifest(), BundleKeys.generate())).fault())
                .isEqualTo(BundleFault.BUNDLE_SIGNATURE);
        byte[] borrowed = BundleSignature.sign(bundle(manifest(3, 2, "2015-04-01", 2)), KEYS.getPrivate())
                .signature();
        assertThat(refused(4, BundleCodec.encode(fitting.withSignature(borrowed)))
                        .fault())
                .isEqualTo(BundleFault.BUNDLE_SIGNATURE);
        assertThat(refused(4, new byte[100]).fault()).isEqualTo(BundleFault.BUNDLE_MALFORMED);
    }

    private static BundleManifest manifest(int version, int parent, String effectiveFrom, int tiles) {
        var digests = new TreeMap<Integer, String>();
        for (int tile = 0; tile < tiles; tile++) {
            digests.put(tile, "0%x".formatted(version % 16).repeat(32));
        }
        return new BundleManifest(
                version,
                parent == 0 ? OptionalInt.empty() : OptionalInt.of(parent),
                Instant.parse("2026-11-21T09:00:00Z"),
                LocalDate.parse(effectiveFrom),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                digests);
    }

    private static ParameterBundle bundle(BundleManifest manifest) {
        return ParameterBundle.untrained(Networks.scaling(), manifest);
    }

    private static byte[] signed(BundleManifest manifest, KeyPair keys) {
        return BundleCodec.encode(BundleSignature.sign(bundle(manifest), keys.getPrivate()));
    }

    private static BundleChain accepted(BundleChain chain, int recordVersion, byte[] bytes) {
        BundleVerdict verdict = chain.judge(recordVersion, bytes);
        assertThat(verdict).isInstanceOf(BundleVerdict.Accepted.class);
        return ((BundleVerdict.Accepted) verdict).chain();
    }

    private static BundleVerdict.Refused refused(int recordVersion, byte[] bytes) {
        BundleVerdict verdict = CHAIN.judge(recordVersion, bytes);
        assertThat(verdict).isInstanceOf(BundleVerdict.Refused.class);
        return (BundleVerdict.Refused) verdict;
    }
}
