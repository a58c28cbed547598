package org.soilcast.map;

/** Fields of a CSV line. */
public final class CsvText {
    private CsvText() {}

    /** Appends text, quoted where it has to be. */
    public static void append(StringBuilder line, String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (quoted) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }

    /** Appends a number given in units of its last decimal; nothing for {@link TileResults#UNKNOWN}. */
    public static void append(StringBuilder line, int scaled, int decimals) {
        if (scaled != TileResults.UNKNOWN) {
            FixedDecimals.append(line, scaled, decimals);
        }
    }
}
