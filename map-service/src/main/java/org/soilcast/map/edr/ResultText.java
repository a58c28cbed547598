package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.soilcast.map.FixedDecimals;
import org.soilcast.map.TileResults;
import org.soilcast.schemas.ResultColumn;

/** Numbers as the export writes them, and degrees. */
final class ResultText {
    private static final int DEGREE_DECIMALS = 5; // a metre

    private ResultText() {}

    /** A number with all its decimals; null where nothing is known. */
    static void write(JsonGenerator json, ResultColumn column, int scaled) throws IOException {
        if (scaled == TileResults.UNKNOWN) {
            json.writeNull();
        } else {
            json.writeNumber(of(column, scaled));
        }
    }

    /** A known number. */
    static String of(ResultColumn column, int scaled) {
        var text = new StringBuilder(12);
        FixedDecimals.append(text, scaled, column.decimals());
        return text.toString();
    }

    /** Degrees of a float without the digits that it does not have. */
    static BigDecimal degrees(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(DEGREE_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
