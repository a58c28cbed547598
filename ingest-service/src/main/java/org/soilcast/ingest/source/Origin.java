package org.soilcast.ingest.source;

/**
 * Where the values of a date come from.
 *
 * @param file name of the file; of several files their folder, or what describes them
 * @param checksum SHA-256 of that file, or of a list of those of several files, hexadecimal
 */
public record Origin(String file, String checksum) {
    public Origin {
        if (!checksum.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("checksum: expected 64 hexadecimal digits, found " + checksum);
        }
    }
}
