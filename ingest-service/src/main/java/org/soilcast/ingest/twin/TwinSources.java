package org.soilcast.ingest.twin;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForcingSource;
import org.soilcast.ingest.source.RetrievalDay;
import org.soilcast.ingest.source.RetrievalSource;

/**
 * An experiment's weather and retrievals as sources. The nature run makes both at once and goes forward only, so the day that
 * was asked for last is kept, and an earlier one starts a run of its own.
 */
final class TwinSources {
    private final TwinExperiment experiment;
    private Iterator<TwinDay> ahead = Collections.emptyIterator();
    private Optional<TwinDay> newest = Optional.empty();

    TwinSources(TwinExperiment experiment) {
        this.experiment = experiment;
    }

    ForcingSource forcing() {
        return new TwinForcing();
    }

    RetrievalSource retrievals() {
        return new TwinRetrievals();
    }

    private synchronized TwinDay day(LocalDate date) {
        if (newest.isPresent() && newest.get().date().equals(date)) {
            return newest.get();
        }
        if (newest.isEmpty() || date.isBefore(newest.get().date())) {
            ahead = experiment.days(date, experiment.dates().last());
        }
        TwinDay day = ahead.next();
        while (day.date().isBefore(date)) {
            day = ahead.next();
        }
        newest = Optional.of(day);
        return day;
    }

    /** Of the description and the date: every value is a function of them. */
    private String describedDigest(LocalDate date) {
        return ValueDigest.of(experiment.origin().file() + " " + date);
    }

    /** One array of all tiles' values. */
    private float[] joined(IntFunction<float[]> ofTile) {
        Domain domain = experiment.domain();
        var all = new float[domain.cells().size()];
        for (int tile = 0; tile < domain.tiles(); tile++) {
            System.arraycopy(ofTile.apply(tile), 0, all, domain.start(tile), domain.size(tile));
        }
        return all;
    }

    private final class TwinForcing implements ForcingSource {
        @Override
        public String name() {
            return "twin_weather";
        }

        @Override
        public DateRange dates() {
            return experiment.dates();
        }

        @Override
        public String digest(LocalDate date) {
            return describedDigest(date);
        }

        @Override
        public ForcingDay day(LocalDate date) {
            TwinDay day = TwinSources.this.day(date);
            Map<ForcingVariable, float[]> values = new EnumMap<>(ForcingVariable.class);
            TwinWeather.VARIABLES.forEach(
                    variable -> values.put(variable, joined(tile -> day.forcing(variable, tile))));
            return new ForcingDay(experiment.origin(), values);
        }
    }

    private final class TwinRetrievals implements RetrievalSource {
        @Override
        public String name() {
            return "twin_retrieval";
        }

        @Override
        public DateRange dates() {
            return experiment.dates();
        }

        @Override
        public String digest(LocalDate date) {
            return describedDigest(date);
        }

        @Override
        public RetrievalDay day(LocalDate date) {
            return new RetrievalDay(experiment.origin(), joined(TwinSources.this.day(date)::soilMoistureM3PerM3));
        }
    }
}
