package org.soilcast.ingest.parse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.RejectedInput;

/** All that was read of a domain: cells, daily values in the system's units, and what was refused. */
public final class DomainInput {
    private final Domain domain;
    private final InputSource source;
    private final List<ForcingVariable> variables;
    private final DailyTable table;
    private final List<RejectedInput> rejected;

    /**
     * What a reader has read.
     *
     * @param variables the forcing variables of the table, in its order; soil moisture stands behind them
     * @throws InputException when not one line was usable
     */
    DomainInput(
            Domain domain,
            InputSource source,
            List<ForcingVariable> variables,
            DailyTable table,
            List<RejectedInput> rejected) {
        if (table.isEmpty()) {
            throw new InputException("no usable line in " + source.file() + "; " + rejected.size() + " were rejected");
        }
        this.domain = domain;
        this.source = source;
        this.variables = List.copyOf(variables);
        this.table = table;
        this.rejected = List.copyOf(rejected);
    }

    /** The cells in tiles. */
    public Domain domain() {
        return domain;
    }

    /** Where the values come from. */
    public InputSource source() {
        return source;
    }

    /** First date of the set. */
    public LocalDate firstDate() {
        return table.firstDate();
    }

    /** Last date of the set. */
    public LocalDate lastDate() {
        return table.lastDate();
    }

    /** Input that was not taken, in the order of the files. */
    public List<RejectedInput> rejected() {
        return rejected;
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

    /** As {@link #soilMoistureM3PerM3}; empty when not one cell of the tile has a value. */
    public Optional<float[]> retrievals(LocalDate date, int tile) {
        float[] values = soilMoistureM3PerM3(date, tile);
        for (float value : values) {
            if (!Float.isNaN(value)) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }
}
