package org.soilcast.ingest.smap;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.EaseWindow;
import org.soilcast.ingest.source.GranulePart;
import org.soilcast.ingest.source.PlaceList;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.schemas.EaseGrid;

/** The arrays of one pass, or of the model, with their places on the EASE grid by row and column. */
final class SmapGroup {
    private static final double SECONDS_PER_DEGREE = 240;

    private final Path path;
    private final ArrayFile file;
    private final SmapPass pass;
    private final List<ArrayVariable> variables;
    private final List<Integer> fileShape;
    private final int firstRow;
    private final List<Integer> shape;
    private final List<ArrayVariable> layered;
    private final CellPlaces cells;

    private SmapGroup(
            Path path,
            ArrayFile file,
            SmapPass pass,
            List<ArrayVariable> ordered,
            List<ArrayVariable> all,
            Optional<GranulePart> part) {
        this.path = path;
        this.file = file;
        this.pass = pass;
        this.fileShape = ordered.get(0).shape();
        Optional<GranulePart> taken = part.filter(some -> pass.isDaily()
                && fileShape.equals(List.of(some.grid().rows(), some.grid().columns())));
        this.firstRow = taken.map(GranulePart::firstRow).orElse(0);
        this.shape =
                taken.map(some -> List.of(some.rows(), some.grid().columns())).orElse(fileShape);
        this.variables = ordered.stream()
                .filter(variable -> variable.shape().equals(fileShape))
                .toList();
        this.layered = all.stream()
                .filter(variable -> fileShape.size() == 2
                        && variable.shape().size() == 3
                        && variable.shape().get(2) > 0
                        && variable.shape().subList(0, 2).equals(fileShape))
                .toList();
        this.cells = CellPlaces.find(path, file, this);
    }

    /**
     * The group of a pass; empty when the file has none.
     *
     * @param part what is read of a group that is the whole of its grid; empty for everything
     */
    static Optional<SmapGroup> find(Path path, ArrayFile file, SmapPass pass, Optional<GranulePart> part) {
        List<ArrayVariable> all = file.variables().values().stream()
                .filter(variable -> pass.holds(variable.path()))
                .filter(ArrayVariable::numeric)
                .toList();
        // soil moisture first, whose shape is the group's; a damaged or subset file may have other arrays only
        List<ArrayVariable> ordered = all.stream()
                .filter(variable ->
                        !variable.shape().isEmpty() && variable.shape().size() <= 2)
                .sorted(Comparator.comparing(
                                (ArrayVariable variable) -> !variable.name().matches("soil_moisture(_pm)?"))
                        .thenComparing(variable -> !variable.path().startsWith(pass.group())))
                .toList();
        boolean none = ordered.isEmpty() || !ordered.get(0).path().startsWith(pass.group());
        return none ? Optional.empty() : Optional.of(new SmapGroup(path, file, pass, ordered, all, part));
    }

    SmapPass pass() {
        return pass;
    }

    /** Shape of what is read. */
    List<Integer> shape() {
        return shape;
    }

    /** Shape of the file's arrays. */
    List<Integer> fileShape() {
        return fileShape;
    }

    /** First row of the file's arrays that is read. */
    int firstRow() {
        return firstRow;
    }

    /** What is read of an array of the group. */
    double[] values(ArrayVariable variable) {
        return file.values(variable, firstRow, shape.get(0));
    }

    /** The arrays that have a value for each cell. */
    List<ArrayVariable> variables() {
        return variables;
    }

    /** The arrays that have several values for each cell, the most frequent class first. */
    List<ArrayVariable> layered() {
        return layered;
    }

    /** The first value of each cell. */
    double[] firstLayer(ArrayVariable variable) {
        double[] all = values(variable);
        int layers = variable.shape().get(2);
        return IntStream.range(0, cells()).mapToDouble(i -> all[i * layers]).toArray();
    }

    EaseGrid grid() {
        return cells.grid();
    }

    int cells() {
        return (int) ArrayVariable.product(shape);
    }

    int row(int cell) {
        return cells.row(cell);
    }

    int column(int cell) {
        return cells.column(cell);
    }

    /** Whether a retrieval is of the evening: by its group, or by the solar hour of a half-orbit. */
    boolean evening(int cell, Instant overpass) {
        if (pass.isDaily()) {
            return pass == SmapPass.EVENING;
        }
        double solarSeconds = overpass.getEpochSecond() + grid().longitudeDegrees(column(cell)) * SECONDS_PER_DEGREE;
        return Math.floorMod(Math.round(solarSeconds), 86_400L) >= 43_200;
    }

    String product() {
        boolean enhanced = grid() == EaseGrid.M09;
        return switch (pass) {
            case MORNING, EVENING ->
                enhanced ? "SMAP L3 enhanced, 9 km, daily (SPL3SMP_E)" : "SMAP L3, 36 km, daily (SPL3SMP)";
            case HALF_ORBIT ->
                enhanced
                        ? "SMAP L2 enhanced half-orbit, 9 km (SPL2SMP_E)"
                        : "SMAP L2 half-orbit, 36 km (SPL2SMP or SPL2SMP_NRT)";
            case ANALYSIS -> "SMAP L4 analysis, 9 km (SPL4SMAU)";
            case GEOPHYSICAL -> "SMAP L4 geophysical, 9 km (SPL4SMGP)";
        };
    }

    boolean has(String plainName) {
        return variables.stream().anyMatch(variable -> plainName(variable).equals(plainName));
    }

    /**
     * The array of a name without its suffix.
     *
     * @throws InputException when there is none of the group's shape
     */
    ArrayVariable variable(String plainName) {
        return variables.stream()
                .filter(variable -> plainName(variable).equals(plainName))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        path + ": " + pass.group() + " has no " + plainName + " of shape " + fileShape));
    }

    String plainName(ArrayVariable variable) {
        String name = variable.name();
        return name.endsWith(pass.suffix())
                ? name.substring(0, name.length() - pass.suffix().length())
                : name;
    }

    /** The moment of the model; empty for passes, whose cells have their own. */
    Optional<Instant> moment() {
        ArrayVariable time = file.variables().get("time");
        if (pass.hasRetrievals() || time == null || !time.numeric() || time.elements() != 1) {
            return Optional.empty();
        }
        return SmapTime.instant(file.values(time)[0]);
    }

    SourceGrid places() {
        if (shape.size() == 2) {
            return new EaseWindow(grid(), row(0), column(0), shape.get(0), shape.get(1));
        }
        return new PlaceList(
                Collections.nCopies(cells(), "footprint"),
                IntStream.range(0, cells())
                        .mapToDouble(i -> grid().latitudeDegrees(row(i)))
                        .toArray(),
                IntStream.range(0, cells())
                        .mapToDouble(i -> grid().longitudeDegrees(column(i)))
                        .toArray());
    }
}
