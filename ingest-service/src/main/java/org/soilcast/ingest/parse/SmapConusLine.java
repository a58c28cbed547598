package org.soilcast.ingest.parse;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;

/**
 * A line of {@code daily.csv.gz}. Conversions: wind components at 10 m become the speed at 2 m. All other columns have the
 * system's units.
 *
 * @param fields as the file has them
 * @param number of the line, 1-based
 */
record SmapConusLine(List<String> fields, int number) {
    static final List<String> HEADER = List.of(
            "cell",
            "date",
            "precipitation_mm_per_day",
            "air_temperature_2m_k",
            "shortwave_down_w_per_m2",
            "longwave_down_w_per_m2",
            "specific_humidity_2m_kg_per_kg",
            "wind_u_10m_m_per_s",
            "wind_v_10m_m_per_s",
            "smap_am_soil_moisture_m3_per_m3");

    /** What the columns become, before soil moisture. */
    static final List<ForcingVariable> VARIABLES = List.of(
            ForcingVariable.PRECIPITATION_MM_PER_DAY,
            ForcingVariable.AIR_TEMPERATURE_K,
            ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
            ForcingVariable.LONGWAVE_DOWN_W_PER_M2,
            ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG,
            ForcingVariable.WIND_SPEED_M_PER_S);

    static final int HUMIDITY = VARIABLES.indexOf(ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG);
    static final int WIND = VARIABLES.indexOf(ForcingVariable.WIND_SPEED_M_PER_S);
    private static final int WEATHER_COLUMN = 2;
    private static final int HUMIDITY_COLUMN = WEATHER_COLUMN + HUMIDITY;
    private static final int WIND_COLUMN = WEATHER_COLUMN + WIND;
    private static final int SOIL_MOISTURE_COLUMN = HEADER.size() - 1;
    private static final float HIGHEST_SOIL_MOISTURE_M3_PER_M3 = 0.80f;
    /** First day with a SMAP retrieval, and a year past any use of this set: guards against slips in the year. */
    private static final LocalDate EARLIEST = LocalDate.of(2015, 3, 31);

    private static final LocalDate LATEST = LocalDate.of(2049, 12, 31);
    /** Speed at 2 m over speed at 10 m on the logarithmic profile over grass, FAO-56 equation 47. */
    private static final double WIND_2M_OF_10M = 4.87 / StrictMath.log(67.8 * 10 - 5.42);

    /** The cell's key, of a line with all its fields. */
    Parsed<String> cell() {
        return fields.size() == HEADER.size()
                ? new Parsed.Accepted<>(fields.get(0))
                : new Parsed.Rejected<>(
                        RejectReason.WRONG_FIELD_COUNT,
                        "expected " + HEADER.size() + " fields, found " + fields.size());
    }

    Parsed<LocalDate> date() {
        try {
            LocalDate date = LocalDate.parse(fields.get(1));
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                return new Parsed.Rejected<>(
                        RejectReason.DATE_OUT_OF_RANGE, "expected " + EARLIEST + ".." + LATEST + ", found " + date);
            }
            return new Parsed.Accepted<>(date);
        } catch (DateTimeParseException e) {
            return new Parsed.Rejected<>(
                    RejectReason.BAD_DATE, "expected a date like 2015-04-01, found '" + fields.get(1) + "'");
        }
    }

    /** Precipitation, temperature and radiation. */
    Parsed<float[]> weather() {
        return numbers(WEATHER_COLUMN, HUMIDITY_COLUMN).then(values -> inRange(values, 0));
    }

    Parsed<float[]> humidity() {
        return numbers(HUMIDITY_COLUMN, WIND_COLUMN).then(values -> inRange(values, HUMIDITY));
    }

    Parsed<float[]> wind() {
        return numbers(WIND_COLUMN, SOIL_MOISTURE_COLUMN).then(components -> {
            double wind10mMPerS = StrictMath.hypot(components[0], components[1]);
            return inRange(new float[] {(float) (wind10mMPerS * WIND_2M_OF_10M)}, WIND);
        });
    }

    Parsed<float[]> retrieval() {
        return numbers(SOIL_MOISTURE_COLUMN, HEADER.size()).then(values -> {
            if (values[0] < 0 || values[0] > HIGHEST_SOIL_MOISTURE_M3_PER_M3) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE,
                        "expected soil moisture 0.." + HIGHEST_SOIL_MOISTURE_M3_PER_M3 + " m3/m3, found " + values[0]);
            }
            return new Parsed.Accepted<>(values);
        });
    }

    /** The line as it stands in the file. */
    String text() {
        return String.join(",", fields);
    }

    private Parsed<float[]> numbers(int firstColumn, int end) {
        return Numbers.parse(HEADER.subList(firstColumn, end), fields.subList(firstColumn, end));
    }

    /** Values of neighbouring variables, each missing or in its range. */
    private static Parsed<float[]> inRange(float[] values, int firstVariable) {
        for (int i = 0; i < values.length; i++) {
            ForcingVariable variable = VARIABLES.get(firstVariable + i);
            if (!Float.isNaN(values[i]) && !variable.inRange(values[i])) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE, "expected " + variable.range() + ", found " + values[i]);
            }
        }
        return new Parsed.Accepted<>(values);
    }
}
