package org.soilcast.ingest.parse;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.domain.NormalsFit;
import org.soilcast.ingest.rejects.Rejection;

/** All that was read of a domain: cells, daily values in the system's units, and what was refused. */
public final class DomainTable implements DomainDays {
    private final Domain domain;
    private final Origin source;
    private final List<ForcingVariable> variables;
    private final DailyTable table;
    private final List<Rejection> rejected;
    private final List<String> notices;
    private final Normals normals;

    /**
     * What a reader has read.
     *
     * @param variables the forcing variables of the table, in its order; soil moisture stands behind them
     * @param notices what a person should know of the set as a whole
     * @throws InputException when not one line was usable, or no air temperature: no day can be modelled without it
     */
    DomainTable(
            Domain domain,
            Origin source,
            List<ForcingVariable> variables,
            DailyTable table,
            List<Rejection> rejected,
            List<String> notices) {
        if (table.isEmpty()) {
            throw new InputException(
                    "no usable line in " + source.file() + "; " + rejected.size() + " were rejected", rejected);
        }
        this.domain = domain;
        this.source = source;
        this.variables = List.copyOf(variables);
        this.table = table;
        this.rejected = List.copyOf(rejected);
        this.notices = List.copyOf(notices);
        this.normals = fitNormals();
        if (Float.isNaN(normals.value(ForcingVariable.AIR_TEMPERATURE_K, 0, firstDate()))) {
            throw new InputException(
                    "no usable air temperature in " + source.file() + ", which every day needs; " + rejected.size()
                            + " values or lines were rejected",
                    rejected);
        }
    }

    private Normals fitNormals() {
        int cells = domain.cells().size();
        var fit = new NormalsFit(cells);
        firstDate().datesUntil(lastDate().plusDays(1)).forEach(date -> {
            for (int variable = 0; variable < variables.size(); variable++) {
                if (Normals.VARIABLES.contains(variables.get(variable))) {
                    fit.add(date, variables.get(variable), table.values(date, variable, 0, cells));
                }
            }
        });
        return fit.normals();
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public Origin source() {
        return source;
    }

    @Override
    public LocalDate firstDate() {
        return table.firstDate();
    }

    @Override
    public LocalDate lastDate() {
        return table.lastDate();
    }

    /** Of all values of the set, whichever dates are asked for later. */
    @Override
    public Normals normals() {
        return normals;
    }

    @Override
    public List<Rejection> rejected() {
        return rejected;
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public Iterator<DomainDay> days(LocalDate first, LocalDate last) {
        if (first.isBefore(firstDate()) || last.isBefore(first) || last.isAfter(lastDate())) {
            throw new IllegalArgumentException("expected dates in order within " + firstDate() + ".." + lastDate()
                    + ", found " + first + ".." + last);
        }
        return first.datesUntil(last.plusDays(1)).<DomainDay>map(ReadDay::new).iterator();
    }

    /** A forcing variable of a tile, [cell], NaN for missing; empty when the set never has the variable. */
    public float[] forcing(LocalDate date, ForcingVariable variable, int tile) {
        int index = variables.indexOf(variable);
        return index < 0 ? new float[0] : table.values(date, index, domain.start(tile), domain.size(tile));
    }

    /** Retrieved soil moisture of a tile, m3/m3, [cell], NaN where there is none. */
    public float[] soilMoistureM3PerM3(LocalDate date, int tile) {
        return table.values(date, variables.size(), domain.start(tile), domain.size(tile));
    }

    /** A date's values, looked up in the table. */
    private final class ReadDay implements DomainDay {
        private final LocalDate date;

        private ReadDay(LocalDate date) {
            this.date = date;
        }

        @Override
        public LocalDate date() {
            return date;
        }

        @Override
        public float[] forcing(ForcingVariable variable, int tile) {
            return DomainTable.this.forcing(date, variable, tile);
        }

        @Override
        public float[] soilMoistureM3PerM3(int tile) {
            return DomainTable.this.soilMoistureM3PerM3(date, tile);
        }
    }
}
