package org.soilcast.ingest.parse;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.domain.NormalsFit;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForcingSource;
import org.soilcast.ingest.source.Origin;
import org.soilcast.ingest.source.RetrievalDay;
import org.soilcast.ingest.source.RetrievalSource;

/** All that was read of a domain: cells, daily values in the system's units, and what was refused. */
public final class DomainTable {
    private final Domain domain;
    private final TableNames names;
    private final Origin origin;
    private final List<ForcingVariable> variables;
    private final DailyTable table;
    private final List<Rejection> rejected;
    private final List<String> notices;
    private final Normals normals;

    /**
     * What the sources of a table are called.
     *
     * @param forcing name of the weather source
     * @param retrievals name of the source of soil moisture
     */
    record TableNames(String forcing, String retrievals) {}

    /**
     * What a reader has read.
     *
     * @param origin of all values
     * @param variables the forcing variables of the table, in its order; soil moisture stands behind them
     * @param notices what a person should know of the set as a whole
     * @throws InputException when not one line was usable, or no air temperature: no day can be modelled without it
     */
    DomainTable(
            Domain domain,
            TableNames names,
            Origin origin,
            List<ForcingVariable> variables,
            DailyTable table,
            List<Rejection> rejected,
            List<String> notices) {
        if (table.isEmpty()) {
            throw new InputException(
                    "no usable line in " + origin.file() + "; " + rejected.size() + " were rejected", rejected);
        }
        this.domain = domain;
        this.names = names;
        this.origin = origin;
        this.variables = List.copyOf(variables);
        this.table = table;
        this.rejected = List.copyOf(rejected);
        this.notices = List.copyOf(notices);
        this.normals = fitNormals();
        if (Float.isNaN(normals.value(ForcingVariable.AIR_TEMPERATURE_K, 0, firstDate()))) {
            throw new InputException(
                    "no usable air temperature in " + origin.file() + ", which every day needs; " + rejected.size()
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

    /** What is published of it. */
    public DomainInput input() {
        return new DomainInput(domain, normals, new TableForcing(), new TableRetrievals(), rejected, notices);
    }

    /** The cells in tiles. */
    public Domain domain() {
        return domain;
    }

    /** Where the values come from. */
    public Origin origin() {
        return origin;
    }

    /** First date of which there is a line. */
    public LocalDate firstDate() {
        return table.firstDate();
    }

    /** Last date of which there is a line. */
    public LocalDate lastDate() {
        return table.lastDate();
    }

    /** Of all values of the set, whichever dates are asked for later. */
    public Normals normals() {
        return normals;
    }

    /** Input that was not taken, in the order of the files. */
    public List<Rejection> rejected() {
        return rejected;
    }

    /** What a person should know of the set as a whole. */
    public List<String> notices() {
        return notices;
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

    private DateRange dates() {
        return new DateRange(firstDate(), lastDate());
    }

    private final class TableForcing implements ForcingSource {
        @Override
        public String name() {
            return names.forcing;
        }

        @Override
        public DateRange dates() {
            return DomainTable.this.dates();
        }

        @Override
        public String digest(LocalDate date) {
            return day(date).digest();
        }

        @Override
        public ForcingDay day(LocalDate date) {
            Map<ForcingVariable, float[]> values = new EnumMap<>(ForcingVariable.class);
            for (int variable = 0; variable < variables.size(); variable++) {
                values.put(
                        variables.get(variable),
                        table.values(date, variable, 0, domain.cells().size()));
            }
            return new ForcingDay(origin, values);
        }
    }

    private final class TableRetrievals implements RetrievalSource {
        @Override
        public String name() {
            return names.retrievals;
        }

        @Override
        public DateRange dates() {
            return DomainTable.this.dates();
        }

        @Override
        public String digest(LocalDate date) {
            return day(date).digest();
        }

        @Override
        public RetrievalDay day(LocalDate date) {
            return new RetrievalDay(
                    origin,
                    table.values(date, variables.size(), 0, domain.cells().size()));
        }
    }
}
