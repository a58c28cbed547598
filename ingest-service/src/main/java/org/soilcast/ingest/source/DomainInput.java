package org.soilcast.ingest.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Rejection;

/**
 * All that a domain is published from.
 *
 * @param domain the cells in tiles
 * @param normals what fills long gaps of the weather
 * @param forcing the weather
 * @param retrievals the retrieved soil moisture
 * @param forecasts weather that was forecast; without, forecasts go by that of earlier years
 * @param rejected input that was not taken, in the order of the files; what is added later comes last
 * @param notices what a person should know of it as a whole, such as missing years: short lines for a terminal
 */
public record DomainInput(
        Domain domain,
        Normals normals,
        ForcingSource forcing,
        RetrievalSource retrievals,
        Optional<ForecastSource> forecasts,
        List<Rejection> rejected,
        List<String> notices) {
    public DomainInput {
        rejected = List.copyOf(rejected);
        notices = List.copyOf(notices);
    }

    /** An input without forecasts of the weather. */
    public DomainInput(
            Domain domain,
            Normals normals,
            ForcingSource forcing,
            RetrievalSource retrievals,
            List<Rejection> rejected,
            List<String> notices) {
        this(domain, normals, forcing, retrievals, Optional.empty(), rejected, notices);
    }

    /**
     * The dates that both sources have gone past: a day is of no use before that.
     *
     * @throws InputException when there is none
     */
    public DateRange dates() {
        DateRange weather = forcing.dates();
        return weather.within(weather.first(), retrievals.dates().last())
                .orElseThrow(() -> new InputException("no dates to do: " + forcing.name() + " has " + weather + ", "
                        + retrievals.name() + " has " + retrievals.dates()));
    }

    /**
     * Those of the dates that are asked for.
     *
     * @throws InputException when there is none
     */
    public DateRange dates(Optional<LocalDate> from, Optional<LocalDate> to) {
        DateRange all = dates();
        return all.within(from.orElse(all.first()), to.orElse(all.last()))
                .orElseThrow(() -> new InputException("no dates to do: the set " + domain.name() + " has " + all
                        + ", asked for " + from.map(LocalDate::toString).orElse("") + ".."
                        + to.map(LocalDate::toString).orElse("")));
    }

    /** The same without its retrievals: the model runs on weather alone. */
    public DomainInput withoutRetrievals() {
        return new DomainInput(
                domain,
                normals,
                forcing,
                new NoRetrievals(retrievals, domain.cells().size()),
                forecasts,
                rejected,
                notices);
    }
}
