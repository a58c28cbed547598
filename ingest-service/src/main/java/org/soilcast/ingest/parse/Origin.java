package org.soilcast.ingest.parse;

/**
 * Where a domain's values come from.
 *
 * @param forcing name of the weather source, for example {@code nldas2}
 * @param retrievals name of the soil moisture source, for example {@code smap_l3_am}
 * @param file name of the file with the daily values
 * @param checksum SHA-256 of that file, hexadecimal
 */
public record Origin(String forcing, String retrievals, String file, String checksum) {
    public Origin {
        if (!checksum.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("checksum: expected 64 hexadecimal digits, found " + checksum);
        }
    }
}
