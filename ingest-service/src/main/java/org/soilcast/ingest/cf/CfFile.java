package org.soilcast.ingest.cf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.cf.Axes.Kind;
import org.soilcast.ingest.cf.KnownVariable.Agency;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.MeasurementUnit;
import org.soilcast.ingest.source.Quantity;
import org.soilcast.ingest.source.ReanalysisSum;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;

/** Weather in netCDF by the CF conventions, of gridMET, CPC, NLDAS-2, AORC, ERA5 or of an agency unknown. */
public final class CfFile implements SourceFile {
    private final Path path;
    private final ArrayFile file;
    private final Axes axes;
    private final Agency agency;
    private final String container;
    private final List<SourceField> fields = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * Takes an open file; closes it with this.
     *
     * @param container in words
     * @throws InputException when axes are swapped or a unit is another than the agency's
     */
    public CfFile(Path path, ArrayFile file, String container) {
        this.path = path;
        this.file = file;
        this.axes = new Axes(file);
        this.container = container;
        String title = file.attributes().text("title").orElse("")
                + file.attributes().text("dataset_title").orElse("");
        this.agency = Agency.of(new HashSet<>(file.variables().keySet()), title);
        try {
            file.variables().values().forEach(this::add);
        } catch (IllegalArgumentException e) {
            throw new InputException(path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String product() {
        return agency.words() + " (" + container + ")";
    }

    @Override
    public List<SourceField> fields() {
        return fields;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public void close() {
        file.close();
    }

    private void add(ArrayVariable variable) {
        if (!variable.numeric() || variable.shape().isEmpty() || axes.isAxis(variable)) {
            return;
        }
        List<Kind> kinds = axes.kinds(variable);
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == Kind.OTHER && variable.shape().get(i) > 1) {
                remarks.add(variable.path() + ": left out for its dimension "
                        + variable.dimensions().get(i) + " of "
                        + variable.shape().get(i));
                return;
            }
        }
        Optional<KnownVariable> known = agency.variable(variable.name());
        SourceGrid grid = axes.grid(variable);
        Optional<SpanRule.Spans> spans =
                known.map(KnownVariable::span).orElse(SpanRule.MOMENT).on(grid);
        if (spans.isEmpty()) {
            remarks.add(variable.path() + ": left out: " + ReanalysisSum.UNTOLD);
            return;
        }
        List<TimeSpan> times =
                axes.times(variable).stream().map(spans.get()::of).toList();
        var steps = new StepReader(file, variable, kinds.indexOf(Kind.TIME), grid.rows() * grid.columns());
        fields.add(new SourceField(
                variable.path(), "", unit(variable, known), quantity(variable, known), grid, times, steps::read));
    }

    private static Optional<Quantity> quantity(ArrayVariable variable, Optional<KnownVariable> known) {
        return known.map(KnownVariable::quantity)
                .or(() -> variable.attributes().text("standard_name").flatMap(KnownVariable::byStandardName));
    }

    /** The unit that the file states, which must be that of its agency; AORC's files state none. */
    private String unit(ArrayVariable variable, Optional<KnownVariable> known) {
        String stated = variable.unit();
        if (known.isEmpty()) {
            return stated;
        }
        String published = known.get().unit();
        if (stated.isEmpty() && agency == Agency.AORC) {
            return published;
        }
        if (!MeasurementUnit.of(stated).equals(MeasurementUnit.of(published))) {
            throw new InputException(path + ": " + agency.words() + " publishes " + variable.path() + " in " + published
                    + ", this file says " + (stated.isEmpty() ? "nothing" : "'" + stated + "'"));
        }
        return stated;
    }
}
