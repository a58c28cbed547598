package org.soilcast.inference.operators;

import java.time.LocalDate;
import org.soilcast.land.bundle.BundleChain;

/**
 * A link of the {@link BundleChain} as checkpoints hold it.
 *
 * @param version version of the bundle
 * @param effectiveFromEpochDay first day simulated with it, days since 1970-01-01
 * @param sha256 SHA-256 of its bytes, hexadecimal
 * @param tilesSha256 SHA-256 of the numbers of its tiles, hexadecimal
 */
public record AcceptedBundle(int version, long effectiveFromEpochDay, String sha256, String tilesSha256) {
    static AcceptedBundle of(BundleChain.Link link) {
        return new AcceptedBundle(link.version(), link.effectiveFrom().toEpochDay(), link.sha256(), link.tilesSha256());
    }

    BundleChain.Link link() {
        return new BundleChain.Link(version, LocalDate.ofEpochDay(effectiveFromEpochDay), sha256, tilesSha256);
    }
}
