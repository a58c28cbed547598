package org.soilcast.ingest.smap;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.GranulePart;
import org.soilcast.ingest.source.MeasurementUnit;
import org.soilcast.ingest.source.Quantity;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.schemas.EaseGrid;

/**
 * A granule of SMAP: SPL3SMP and SPL3SMP_E with a group a pass, half-orbits of SPL2SMP and its enhanced and near-real-time
 * kinds, or the model product SPL4SMAU and SPL4SMGP. Level 2 and 3 products after O'Neill et al. (2023), SMAP product
 * specification documents, version 9.
 */
public final class SmapFile implements SourceFile {
    private static final List<SmapPass> ALL_PASSES = List.of(SmapPass.values());

    private final Path path;
    private final ArrayFile file;
    private final String product;
    private final List<SmapGroup> groups = new ArrayList<>();
    private final List<SourceField> fields = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private SmapFile(Path path, ArrayFile file, Optional<GranulePart> part) {
        this.path = path;
        this.file = file;
        groups.addAll(groups(part.map(SmapFile::passes).orElse(ALL_PASSES), part));
        if (groups.isEmpty()) {
            groups.addAll(groups(ALL_PASSES, part));
        }
        this.product = groups.get(0).product() + " (HDF5)";
        for (SmapGroup group : groups) {
            group.variables().forEach(variable -> fields.add(field(group, variable)));
            group.layered().forEach(variable -> fields.add(layer(group, variable)));
        }
    }

    private static List<SmapPass> passes(GranulePart part) {
        SmapPass other = part.isEvening() ? SmapPass.MORNING : SmapPass.EVENING;
        return ALL_PASSES.stream().filter(pass -> pass != other).toList();
    }

    private List<SmapGroup> groups(List<SmapPass> passes, Optional<GranulePart> part) {
        return passes.stream()
                .flatMap(pass -> SmapGroup.find(path, file, pass, part).stream())
                .toList();
    }

    /** Whether a file has SMAP's groups. */
    public static boolean isOne(ArrayFile file) {
        return file.variables().keySet().stream()
                .anyMatch(name -> SmapPass.of(name.substring(0, Math.max(0, name.indexOf('/'))))
                        .isPresent());
    }

    /**
     * Takes an open file for a granule; closes it with this.
     *
     * @param part what of daily passes is read; empty for everything
     * @throws InputException when its arrays do not fit its grid
     */
    public static SmapFile of(Path path, ArrayFile file, Optional<GranulePart> part) {
        return new SmapFile(path, file, part);
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public List<SourceField> fields() {
        return fields;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    /**
     * All retrievals, recommended or not, by pass, row and column; cells without one are left out.
     *
     * @throws InputException when the unit is wrong, a value cannot be or an array that tells quality or time is missing
     */
    @Override
    public List<Retrieval> retrievals() {
        var retrievals = new ArrayList<Retrieval>();
        for (SmapGroup group : groups) {
            if (group.pass().hasRetrievals() && group.has("soil_moisture")) {
                add(group, retrievals);
            }
        }
        return retrievals;
    }

    @Override
    public void close() {
        file.close();
    }

    private void add(SmapGroup group, List<Retrieval> retrievals) {
        ArrayVariable moisture = group.variable("soil_moisture");
        double[] values = checked(group, moisture);
        ArrayVariable qualityFlag = group.variable("retrieval_qual_flag");
        ArrayVariable surfaceFlag = group.variable("surface_flag");
        ArrayVariable time = group.variable("tb_time_seconds");
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            return;
        }
        double[] quality = group.values(qualityFlag);
        double[] surface = group.values(surfaceFlag);
        double[] seconds = group.values(time);
        var lost = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            Optional<Instant> overpass = SmapTime.instant(seconds[i]);
            if (overpass.isEmpty() || Double.isNaN(quality[i]) || Double.isNaN(surface[i])) {
                lost++;
                continue;
            }
            retrievals.add(new Retrieval(
                    group.grid(),
                    group.row(i),
                    group.column(i),
                    group.evening(i, overpass.get()),
                    (float) values[i],
                    ((int) quality[i] & 1) == 0,
                    (int) surface[i],
                    overpass.get()));
        }
        if (lost > 0) {
            remarks.add(moisture.path() + ": " + lost + " retrievals without time or flag left out");
        }
    }

    private double[] checked(SmapGroup group, ArrayVariable moisture) {
        String unit = moisture.unit();
        if (!MeasurementUnit.of(unit).equals(Optional.of(MeasurementUnit.CUBIC_METRE_PER_CUBIC_METRE))) {
            throw new InputException(
                    path + ": " + moisture.path() + " is published in cm**3/cm**3, this file says '" + unit + "'");
        }
        double[] values = Quantity.SOIL_MOISTURE_M3_PER_M3.checked(moisture.path(), unit, group.values(moisture));
        if (values.length != group.cells()) {
            throw new InputException(path + ": " + moisture.path() + " has not the shape of its group");
        }
        return values;
    }

    private SourceField field(SmapGroup group, ArrayVariable variable) {
        List<TimeSpan> times = group.moment().map(TimeSpan::at).map(List::of).orElse(List.of());
        return new SourceField(
                variable.path(),
                "",
                variable.unit(),
                quantity(group.plainName(variable)),
                group.places(),
                times,
                step -> group.values(variable));
    }

    private static SourceField layer(SmapGroup group, ArrayVariable variable) {
        return new SourceField(
                variable.path() + "[0]",
                "",
                variable.unit(),
                Optional.empty(),
                group.places(),
                List.of(),
                step -> group.firstLayer(variable));
    }

    private static Optional<Quantity> quantity(String name) {
        if (name.matches("soil_moisture(_dca|_sca[hv])?|sm_(surface|rootzone|profile)(_analysis|_forecast)?")) {
            return Optional.of(Quantity.SOIL_MOISTURE_M3_PER_M3);
        }
        return name.matches("surface_temperature|surface_temp(_analysis|_forecast)?")
                ? Optional.of(Quantity.SURFACE_TEMPERATURE_K)
                : Optional.empty();
    }

    /** The grid that retrievals of this file lie on. */
    public EaseGrid grid() {
        return groups.get(0).grid();
    }
}
