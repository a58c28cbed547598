package org.soilcast.land.bundle;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bundles taken so far, oldest first, and the one definition of which further bundle is taken: whole, signed by the
 * owner of the key, newer than all before, made to replace the newest of them ({@link BundleManifest#parent}), not
 * beginning before it, and for the same tiles. Whoever reads the bundles of a topic in their order – the gate of the
 * inference job, a start of that job, the writer of bundles – comes to the same chain.
 *
 * <p>That the parent must be the newest bundle means that a challenger replaces the champion it was judged against, and
 * no other: of two that were trained beside each other only the first is taken. The first bundle of a chain may have any
 * parent, since what came before it may be gone from the topic. Immutable.
 */
public final class BundleChain {
    private final PublicKey key;
    private final List<Link> links;

    /**
     * What is remembered of a bundle that was taken.
     *
     * @param version its version
     * @param effectiveFrom first date simulated with it
     * @param sha256 SHA-256 of its bytes, hexadecimal
     * @param tilesSha256 SHA-256 of the numbers of its tiles, hexadecimal
     */
    public record Link(int version, LocalDate effectiveFrom, String sha256, String tilesSha256) {}

    /**
     * A chain that goes on from what was taken before.
     *
     * @param key public key of the one whose bundles are taken
     * @param links bundles taken, oldest first; none for a new chain
     */
    public BundleChain(PublicKey key, List<Link> links) {
        this.key = key;
        this.links = List.copyOf(links);
    }

    /** The bundles taken, oldest first. */
    public List<Link> links() {
        return links;
    }

    /** The newest bundle taken; empty while there is none. */
    public Optional<Link> newest() {
        return links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
    }

    /**
     * Judges a bundle; whatever the bytes are, there is a verdict and never an exception.
     *
     * @param recordVersion version that the record around the bytes claims
     * @param bytes the bundle as {@link BundleCodec} writes it
     */
    public BundleVerdict judge(int recordVersion, byte[] bytes) {
        Decoded decoded = BundleCodec.decode(bytes);
        if (decoded instanceof Decoded.Accepted accepted) {
            return judge(recordVersion, accepted.bundle(), BundleCodec.sha256(bytes));
        }
        return refused(BundleFault.BUNDLE_MALFORMED, ((Decoded.Refused) decoded).reason());
    }

    private BundleVerdict judge(int recordVersion, ParameterBundle bundle, String sha256) {
        BundleManifest manifest = bundle.manifest();
        if (bundle.signature().length == 0) {
            return refused(BundleFault.BUNDLE_UNSIGNED, "expected a signature, found none");
        }
        if (!BundleSignature.verify(bundle, key)) {
            return refused(BundleFault.BUNDLE_SIGNATURE, "the signature is not one of this manifest by the known key");
        }
        if (recordVersion != manifest.version()) {
            return refused(
                    BundleFault.BUNDLE_VERSION,
                    "the record claims version " + recordVersion + ", the manifest says " + manifest.version());
        }
        if (links.stream().anyMatch(link -> link.sha256().equals(sha256))) {
            return new BundleVerdict.Repeated();
        }
        Link link = new Link(manifest.version(), manifest.effectiveFrom(), sha256, tiles(manifest));
        return newest().flatMap(newest -> misfit(manifest, link, newest)).orElseGet(() -> accepted(bundle, link));
    }

    private static Optional<BundleVerdict> misfit(BundleManifest manifest, Link link, Link newest) {
        if (link.version() <= newest.version()) {
            return Optional.of(refused(
                    BundleFault.BUNDLE_NOT_NEWER,
                    "expected a version above " + newest.version() + ", found " + link.version()));
        }
        if (manifest.parent().orElse(0) != newest.version()) {
            return Optional.of(refused(
                    BundleFault.BUNDLE_PARENT,
                    "expected parent " + newest.version() + ", found "
                            + (manifest.parent().isPresent()
                                    ? Integer.toString(manifest.parent().getAsInt())
                                    : "none")));
        }
        if (link.effectiveFrom().isBefore(newest.effectiveFrom())) {
            return Optional.of(refused(
                    BundleFault.BUNDLE_EFFECTIVE_FROM,
                    "expected " + newest.effectiveFrom() + " or later, found " + link.effectiveFrom()));
        }
        if (!link.tilesSha256().equals(newest.tilesSha256())) {
            return Optional.of(refused(
                    BundleFault.BUNDLE_TILES,
                    "expected the tiles of version " + newest.version() + ", found other ones, "
                            + manifest.tileModelDigests().size() + " in number"));
        }
        return Optional.empty();
    }

    private BundleVerdict accepted(ParameterBundle bundle, Link link) {
        List<Link> longer = new ArrayList<>(links);
        longer.add(link);
        return new BundleVerdict.Accepted(bundle, new BundleChain(key, longer));
    }

    private static BundleVerdict refused(BundleFault fault, String detail) {
        return new BundleVerdict.Refused(fault, detail);
    }

    private static String tiles(BundleManifest manifest) {
        return BundleCodec.sha256(
                manifest.tileModelDigests().keySet().toString().getBytes(StandardCharsets.US_ASCII));
    }
}
