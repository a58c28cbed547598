package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.TileDay;

/** Joins a date's weather and retrievals into the tile-day: a function of the newest inputs and of nothing else. */
final class DayClosing {
    private static final int NOT_RECOMMENDED = 1;

    private DayClosing() {}

    /**
     * The tile-day of a date; empty while a cell's air temperature can neither be read nor filled, since the land model cannot
     * go on without it. A reader refuses a set of which no temperature is known, so that a day of its waits for input only.
     *
     * @param forcing the newest weather of any date
     * @param retrievals the newest retrievals of the date; empty when the source had none
     */
    static Optional<TileDay> close(
            TileCells tile,
            LocalDate date,
            Function<LocalDate, Optional<Forcing>> forcing,
            Optional<Retrievals> retrievals) {
        int cells = tile.cells();
        var filled = new FilledForcing(tile.normals(), cells, date, forcing);
        int[] quality = filled.quality().clone();
        var potentialMmPerDay = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            DailyWeather.Potential potential = weather(filled, cell)
                    .potentialEvapotranspiration(
                            tile.latitudeDegrees(cell), tile.elevationM(cell), date.getDayOfYear());
            if (Float.isNaN(potential.mmPerDay())) {
                return Optional.empty();
            }
            potentialMmPerDay[cell] = potential.mmPerDay();
            quality[cell] |= potential.flag() | (tile.tile().getSynthetic() ? QualityFlags.SYNTHETIC : 0);
        }
        float[] observed = observed(tile, retrievals, quality);
        return Optional.of(TileDay.newBuilder()
                .setDomain(tile.tile().getDomain())
                .setTile(tile.tile().getTile())
                .setDate(date)
                .setRevision(Math.max(
                        filled.version(), retrievals.map(Retrievals::getVersion).orElse(1)))
                .setPrecipitationMmPerDay(Floats.view(filled.values(ForcingVariable.PRECIPITATION_MM_PER_DAY)))
                .setAirTemperatureC(Floats.view(celsius(filled.values(ForcingVariable.AIR_TEMPERATURE_K))))
                .setPotentialEvapotranspirationMmPerDay(Floats.view(potentialMmPerDay))
                .setObservedM3PerM3(Floats.view(observed))
                .setQuality(Arrays.stream(quality).boxed().toList())
                .build());
    }

    /** The land model's unit; the physics of potential evapotranspiration and the forcing record stay with kelvin. */
    private static float[] celsius(float[] kelvin) {
        var celsius = new float[kelvin.length];
        for (int cell = 0; cell < kelvin.length; cell++) {
            celsius[cell] = (float) DailyWeather.celsius(kelvin[cell]);
        }
        return celsius;
    }

    private static DailyWeather weather(FilledForcing filled, int cell) {
        return new DailyWeather(
                filled.values(ForcingVariable.AIR_TEMPERATURE_K)[cell],
                filled.values(ForcingVariable.AIR_TEMPERATURE_MIN_K)[cell],
                filled.values(ForcingVariable.AIR_TEMPERATURE_MAX_K)[cell],
                filled.values(ForcingVariable.SHORTWAVE_DOWN_W_PER_M2)[cell],
                filled.values(ForcingVariable.LONGWAVE_DOWN_W_PER_M2)[cell],
                filled.values(ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG)[cell],
                filled.values(ForcingVariable.RELATIVE_HUMIDITY_PERCENT)[cell],
                filled.values(ForcingVariable.WIND_SPEED_M_PER_S)[cell]);
    }

    private static float[] observed(TileCells tile, Optional<Retrievals> retrievals, int[] quality) {
        var observed = new float[tile.cells()];
        Arrays.fill(observed, Float.NaN);
        retrievals.ifPresent(present -> {
            float[] values = Floats.array(present.getSoilMoistureM3PerM3());
            System.arraycopy(values, 0, observed, 0, values.length);
            int[] flags = Floats.ints(present.getFlags());
            for (int cell = 0; cell < observed.length; cell++) {
                if (!Float.isNaN(observed[cell])) {
                    if (flags.length > 0 && (flags[cell] & NOT_RECOMMENDED) != 0) {
                        quality[cell] |= QualityFlags.RETRIEVAL_NOT_RECOMMENDED;
                    }
                    if (observed[cell] > tile.porosity(cell)) {
                        quality[cell] |= QualityFlags.RETRIEVAL_ABOVE_POROSITY;
                    }
                }
            }
        });
        return observed;
    }
}
