package org.soilcast.ingest.twin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForecastSource;
import org.soilcast.ingest.source.Origin;

/**
 * Forecasts of the twin's weather, from every date, {@value #DAYS} days ahead. The numbers behind the weather of the day L days
 * ahead are ρ·z + √(1 − ρ²)·e, with z those of the weather that comes and e those of weather that could have come, ρ =
 * exp(−L/{@value #MEMORY_DAYS}): as likely as any other weather there, nearly right at first, and knowing little of the second
 * week. Each issue errs in its own way.
 */
final class TwinForecasts implements ForecastSource {
    private static final int DAYS = 15;
    private static final double MEMORY_DAYS = 7;

    private final TwinCells.Made made;
    private final KeyedRandom random;
    private final Origin origin;
    private final DateRange issueDates;
    private final Lattice lattice;

    /** Of an experiment. */
    TwinForecasts(TwinCells.Made made, KeyedRandom random, Origin origin, DateRange issueDates) {
        this.made = made;
        this.random = random;
        this.origin = origin;
        this.issueDates = issueDates;
        this.lattice = made.lattice(TwinWeather.SPACING_M);
    }

    @Override
    public String name() {
        return "twin_forecast";
    }

    @Override
    public boolean has(LocalDate issueDate) {
        return issueDates.contains(issueDate);
    }

    /** Of the description and the date: every value is a function of them. */
    @Override
    public String digest(LocalDate issueDate) {
        return ValueDigest.of(origin.file() + " forecast " + issueDate);
    }

    @Override
    public List<ForcingDay> days(LocalDate issueDate) {
        KeyedRandom errors = random.other(issueDate.toEpochDay());
        var days = new ArrayList<ForcingDay>();
        for (int lead = 1; lead <= DAYS; lead++) {
            days.add(day(issueDate.plusDays(lead), StrictMath.exp(-lead / MEMORY_DAYS), errors));
        }
        return days;
    }

    private ForcingDay day(LocalDate date, double skill, KeyedRandom errors) {
        double unknown = Math.sqrt(1 - skill * skill);
        var fields = new WeatherDay(
                (purpose, place, day) ->
                        skill * random.normal(purpose, place, day) + unknown * errors.normal(purpose, place, day),
                lattice,
                date.toEpochDay());
        Domain domain = made.domain();
        int cells = domain.cells().size();
        var values = new float[TwinWeather.VARIABLES.size() * cells];
        IntStream.range(0, cells)
                .parallel()
                .forEach(cell ->
                        TwinWeather.write(fields, made.cells().get(cell), date.getDayOfYear(), values, cell, cells));
        Map<ForcingVariable, float[]> byVariable = new EnumMap<>(ForcingVariable.class);
        for (int i = 0; i < TwinWeather.VARIABLES.size(); i++) {
            byVariable.put(TwinWeather.VARIABLES.get(i), Arrays.copyOfRange(values, i * cells, (i + 1) * cells));
        }
        return new ForcingDay(origin, byVariable);
    }
}
