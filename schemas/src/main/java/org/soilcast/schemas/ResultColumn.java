package org.soilcast.schemas;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.soilcast.schemas.avro.SoilMoisture;

/**
 * The one list of what a result says of each cell: from here it goes into the record, the result store and the export,
 * in this order. A new field is one line here and one in {@code SoilMoisture.avsc}, with an empty default.
 */
public enum ResultColumn {
    /** Analysis of the top 5 cm, m3/m3. */
    SURFACE_MEAN(
            "surface_mean", 6, true, SoilMoisture::getSurfaceMeanM3PerM3, SoilMoisture.Builder::setSurfaceMeanM3PerM3),
    /** Its standard deviation, m3/m3. */
    SURFACE_SD("surface_sd", 6, false, SoilMoisture::getSurfaceSdM3PerM3, SoilMoisture.Builder::setSurfaceSdM3PerM3),
    /** Analysis of the top metre, m3/m3. */
    ROOT_ZONE_MEAN(
            "rootzone_mean",
            6,
            true,
            SoilMoisture::getRootZoneMeanM3PerM3,
            SoilMoisture.Builder::setRootZoneMeanM3PerM3),
    /** Its standard deviation, m3/m3. */
    ROOT_ZONE_SD(
            "rootzone_sd", 6, false, SoilMoisture::getRootZoneSdM3PerM3, SoilMoisture.Builder::setRootZoneSdM3PerM3),
    /** Top 5 cm without assimilation, m3/m3. */
    SURFACE_OPEN_LOOP(
            "surface_open_loop",
            6,
            true,
            SoilMoisture::getSurfaceOpenLoopM3PerM3,
            SoilMoisture.Builder::setSurfaceOpenLoopM3PerM3),
    /** Top 5 cm before that day's retrieval was seen, m3/m3. */
    SURFACE_FORECAST(
            "surface_forecast",
            6,
            true,
            SoilMoisture::getSurfaceForecastM3PerM3,
            SoilMoisture.Builder::setSurfaceForecastM3PerM3),
    /** Accepted retrieval, m3/m3. */
    OBSERVED("observed", 6, false, SoilMoisture::getObservedM3PerM3, SoilMoisture.Builder::setObservedM3PerM3),
    /** Retrieval minus forecast, m3/m3; follows from the two. */
    INNOVATION("innovation", 6, false, ResultColumn::innovation, (record, values) -> {}),
    /** Rank of the top 5 cm among the years, 0–100. */
    SURFACE_PERCENTILE(
            "surface_percentile",
            2,
            false,
            SoilMoisture::getSurfacePercentile,
            SoilMoisture.Builder::setSurfacePercentile),
    /** Rank of the top metre among the years, 0–100. */
    ROOT_ZONE_PERCENTILE(
            "rootzone_percentile",
            2,
            false,
            SoilMoisture::getRootZonePercentile,
            SoilMoisture.Builder::setRootZonePercentile),
    /** Class by percentile, a whole number. */
    DROUGHT_CLASS("drought_class", 0, false, SoilMoisture::getDroughtClass, SoilMoisture.Builder::setDroughtClass),
    /** Probability of that class or a drier one, 0–1. */
    DROUGHT_PROBABILITY(
            "drought_probability",
            4,
            false,
            SoilMoisture::getDroughtProbability,
            SoilMoisture.Builder::setDroughtProbability),
    /** Standard deviation of a retrieval around the forecast, m3/m3. */
    SURFACE_FORECAST_SD(
            "surface_forecast_sd",
            6,
            false,
            SoilMoisture::getSurfaceForecastSdM3PerM3,
            SoilMoisture.Builder::setSurfaceForecastSdM3PerM3),
    /** Water that the analysis has not from weather: retrieval, new parameters, rounding, mm. */
    INCREMENT("increment_mm", 4, false, SoilMoisture::getIncrementMm, SoilMoisture.Builder::setIncrementMm),
    /** Soil water deficit index of the top metre: 0 at field capacity, -10 at the wilting point. */
    SOIL_WATER_DEFICIT(
            "soil_water_deficit",
            2,
            false,
            SoilMoisture::getSoilWaterDeficitIndex,
            SoilMoisture.Builder::setSoilWaterDeficitIndex),
    /** Bits of {@link QualityFlags}. */
    QUALITY("quality", 0, true, SoilMoisture::getQuality, (record, values) -> {});

    private final String label;
    private final int decimals;
    private final boolean alwaysKnown;
    private final Function<SoilMoisture, List<? extends Number>> values;
    private final BiConsumer<SoilMoisture.Builder, List<Float>> setter;

    ResultColumn(
            String label,
            int decimals,
            boolean alwaysKnown,
            Function<SoilMoisture, List<? extends Number>> values,
            BiConsumer<SoilMoisture.Builder, List<Float>> setter) {
        this.label = label;
        this.decimals = decimals;
        this.alwaysKnown = alwaysKnown;
        this.values = values;
        this.setter = setter;
    }

    /** Its name in files and in the store. */
    public String label() {
        return label;
    }

    /** Decimals that are kept and printed. */
    public int decimals() {
        return decimals;
    }

    /** Whether every result has a value in every cell; else it may be NaN, or the whole list empty. */
    public boolean isAlwaysKnown() {
        return alwaysKnown;
    }

    /** Whether the export has it; its columns are fixed, so that files of any release can be read together. */
    public boolean isExported() {
        return this != SURFACE_FORECAST_SD && this != INCREMENT && this != SOIL_WATER_DEFICIT;
    }

    /** The values of a record, [cell]; empty when none is known. */
    public List<? extends Number> values(SoilMoisture record) {
        return values.apply(record);
    }

    /** Sets all columns that a record holds; those that are not given are set to empty. */
    public static SoilMoisture.Builder set(SoilMoisture.Builder record, Map<ResultColumn, float[]> values) {
        for (ResultColumn column : values()) {
            float[] given = values.get(column);
            column.setter.accept(record, given == null ? List.of() : Floats.view(given));
        }
        return record;
    }

    private static List<Double> innovation(SoilMoisture record) {
        List<Float> observed = record.getObservedM3PerM3();
        List<Float> forecast = record.getSurfaceForecastM3PerM3();
        return IntStream.range(0, Math.min(observed.size(), forecast.size()))
                .mapToObj(cell -> (double) observed.get(cell) - forecast.get(cell))
                .toList();
    }
}
