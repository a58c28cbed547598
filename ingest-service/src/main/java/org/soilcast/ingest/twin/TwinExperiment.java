package org.soilcast.ingest.twin;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.Origin;

/**
 * The built-in experiment, used when there are no data: made-up weather, a nature run with hidden parameters, and noisy
 * retrievals with gaps. Everything in it is a function of number of cells, seed and date, and is marked as synthetic.
 *
 * <p>Weather and gaps are computed for any date at once. The nature run has a memory, so an iteration that begins later
 * computes the days before without keeping them; nothing is stored for a restart. It starts on 1 April, two years
 * before the year from April to March in which the experiment begins, and takes daily steps in those two years: all
 * experiments that begin in the same such year agree in every value of their common dates.
 */
public final class TwinExperiment {
    /** Name of the domain. */
    public static final String NAME = TwinCells.NAME;
    /** Cells unless said otherwise. */
    public static final int DEFAULT_CELLS = 512;
    /** Seed unless said otherwise. */
    public static final long DEFAULT_SEED = 1;
    /** Most cells. */
    public static final int MOST_CELLS = TwinRegion.MOST_CELLS;
    /** First date unless said otherwise. */
    public static final LocalDate DEFAULT_FIRST_DATE = LocalDate.of(2015, 4, 1);
    /** Number of dates unless said otherwise, those of smap_conus. */
    public static final int DEFAULT_DAYS = 549;

    private static final MonthDay YEAR_START = MonthDay.of(4, 1);
    private static final int SPIN_UP_YEARS = 2;
    /** To be raised with every change of the values, so that published ones are replaced. */
    private static final int RELEASE = 1;

    private final KeyedRandom random;
    private final TwinCells.Made made;
    private final Origin origin;
    private final LocalDate firstDate;
    private final LocalDate lastDate;
    private final LocalDate subDailyFrom;

    /**
     * An experiment.
     *
     * @param cells 1..{@value TwinRegion#MOST_CELLS}
     * @param seed of all random numbers
     * @throws InputException when there cannot be so many cells, or the dates are in the wrong order
     */
    public TwinExperiment(int cells, long seed, LocalDate firstDate, LocalDate lastDate) {
        if (cells < 1 || cells > MOST_CELLS) {
            throw new InputException("domain twin: expected 1.." + MOST_CELLS + " cells, found " + cells);
        }
        if (lastDate.isBefore(firstDate)) {
            throw new InputException("domain twin: first date " + firstDate + " is after last date " + lastDate);
        }
        this.random = new KeyedRandom(seed);
        this.made = TwinCells.make(cells, random);
        this.firstDate = firstDate;
        this.lastDate = lastDate;
        LocalDate start = firstDate.with(YEAR_START);
        this.subDailyFrom = start.isAfter(firstDate) ? start.minusYears(1) : start;
        this.origin =
                origin("twin release=" + RELEASE + " cells=" + cells + " seed=" + seed + " start=" + subDailyFrom);
    }

    /** An experiment with the dates asked for, else the default first date and {@value #DEFAULT_DAYS} days. */
    public static TwinExperiment of(int cells, long seed, Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate first = from.orElse(DEFAULT_FIRST_DATE);
        return new TwinExperiment(cells, seed, first, to.orElse(first.plusDays(DEFAULT_DAYS - 1)));
    }

    /** What is published of it: its sources are named as made up, and compute each day once if asked for it in turns. */
    public DomainInput input() {
        var sources = new TwinSources(this);
        int cells = made.domain().cells().size();
        return new DomainInput(
                made.domain(),
                Normals.none(cells),
                sources.forcing(),
                sources.retrievals(),
                Optional.of(new TwinForecasts(made, random, origin, dates())),
                List.of(),
                List.of());
    }

    /** The cells in tiles. */
    Domain domain() {
        return made.domain();
    }

    /** The file is a description of the experiment, the checksum that of its text. */
    Origin origin() {
        return origin;
    }

    /** First and last date. */
    DateRange dates() {
        return new DateRange(firstDate, lastDate);
    }

    /** The days of a span in order; each iteration computes for itself. */
    Iterator<TwinDay> days(LocalDate first, LocalDate last) {
        if (first.isBefore(firstDate) || last.isBefore(first) || last.isAfter(lastDate)) {
            throw new IllegalArgumentException(
                    "expected dates in order within " + firstDate + ".." + lastDate + ", found " + first + ".." + last);
        }
        return new Days(natureRun(), first, last);
    }

    /** The nature run from the start of its first day. */
    NatureRun natureRun() {
        var run = new NatureRun(made, random, subDailyFrom.minusYears(SPIN_UP_YEARS));
        run.spinUpTo(subDailyFrom);
        return run;
    }

    private static Origin origin(String description) {
        return new Origin(description, ValueDigest.of(description));
    }

    private static final class Days implements Iterator<TwinDay> {
        private final NatureRun run;
        private final LocalDate first;
        private final LocalDate last;

        private Days(NatureRun run, LocalDate first, LocalDate last) {
            this.run = run;
            this.first = first;
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            return !run.next().isAfter(last);
        }

        @Override
        public TwinDay next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no day after " + last);
            }
            while (run.next().isBefore(first)) {
                run.advance();
            }
            return run.advance();
        }
    }
}
