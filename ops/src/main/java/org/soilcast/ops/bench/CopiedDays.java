package org.soilcast.ops.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.parse.DomainDay;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.parse.Origin;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.land.bundle.BundleCodec;

/**
 * Weather and retrievals of a real domain over and over: each copy of its cells lies elsewhere, and its dates are shifted, so
 * that copies differ. The days go round: behind the last comes the first again.
 */
final class CopiedDays implements DomainDays {
    /** Days that each copy is shifted by more than the one before: a year of seasons is spread over few copies. */
    private static final int SHIFT_DAYS = 97;

    private static final ForcingVariable[] VARIABLES = ForcingVariable.values();
    private static final int ROWS = VARIABLES.length + 1; // soil moisture stands behind the forcing

    private final Domain domain;
    private final Origin source;
    private final LocalDate firstDate;
    private final float[][][] values; // [day][row][original cell]; a row without values is empty
    private final int[] originals; // [cell]
    private final int[] shifts; // [cell]

    /**
     * Copies.
     *
     * @param count cells to have
     */
    CopiedDays(DomainDays original, int count) {
        this.values = values(original);
        this.firstDate = original.firstDate();
        List<Cell> originalCells = original.domain().cells();
        int copies = (count + originalCells.size() - 1) / originalCells.size();
        int columns = (int) Math.ceil(Math.sqrt(copies));
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < count; i++) {
            cells.add(copy(originalCells.get(i % originalCells.size()), i / originalCells.size(), columns));
        }
        DomainDescription description = original.domain().description();
        this.domain = new Domain(
                new DomainDescription(
                        description.name() + "_copied",
                        description.dayDefinition(),
                        description.observationTime(),
                        true,
                        description.attributeNames()),
                cells);
        this.originals = new int[count];
        this.shifts = new int[count];
        for (int i = 0; i < count; i++) {
            int place = domain.position(cells.get(i).key()).orElseThrow();
            originals[place] = i % originalCells.size();
            shifts[place] = i / originalCells.size() * SHIFT_DAYS;
        }
        Origin whole = original.source();
        this.source = new Origin(
                whole.forcing(),
                whole.retrievals(),
                whole.file(),
                BundleCodec.sha256((count + " copied\n" + whole.checksum()).getBytes(StandardCharsets.UTF_8)));
    }

    private static float[][][] values(DomainDays original) {
        Domain domain = original.domain();
        List<float[][]> days = new ArrayList<>();
        original.days(original.firstDate(), original.lastDate()).forEachRemaining(day -> {
            var rows = new float[ROWS][];
            for (int row = 0; row < ROWS; row++) {
                rows[row] = row(domain, day, row);
            }
            days.add(rows);
        });
        return days.toArray(float[][][]::new);
    }

    private static float[] row(Domain domain, DomainDay day, int row) {
        var whole = new float[domain.cells().size()];
        for (int tile = 0; tile < domain.tiles(); tile++) {
            float[] part = row < VARIABLES.length ? day.forcing(VARIABLES[row], tile) : day.soilMoistureM3PerM3(tile);
            if (part.length == 0) {
                return part;
            }
            System.arraycopy(part, 0, whole, domain.start(tile), part.length);
        }
        return whole;
    }

    /** A cell in a smaller picture of the original domain, one of many side by side. */
    private static Cell copy(Cell cell, int copy, int columns) {
        float latitude = shrunk(cell.latitudeDegrees(), 90, copy / columns, columns);
        float longitude = shrunk(cell.longitudeDegrees(), 180, copy % columns, columns);
        return new Cell(
                cell.key() + "_" + copy,
                MortonOrder.ofDegrees(latitude, longitude),
                latitude,
                longitude,
                cell.elevationM(),
                cell.attributes());
    }

    private static float shrunk(float degrees, float most, int place, int of) {
        return ((degrees + most) / (2 * most) + place) / of * 2 * most - most;
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
        return firstDate;
    }

    /** As far as anybody may ask. */
    @Override
    public LocalDate lastDate() {
        return firstDate.plusYears(100);
    }

    @Override
    public List<Rejection> rejected() {
        return List.of();
    }

    @Override
    public Iterator<DomainDay> days(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).<DomainDay>map(CopiedDay::new).iterator();
    }

    private final class CopiedDay implements DomainDay {
        private final LocalDate date;

        CopiedDay(LocalDate date) {
            this.date = date;
        }

        @Override
        public LocalDate date() {
            return date;
        }

        @Override
        public float[] forcing(ForcingVariable variable, int tile) {
            return row(Arrays.asList(VARIABLES).indexOf(variable), tile);
        }

        @Override
        public float[] soilMoistureM3PerM3(int tile) {
            return row(VARIABLES.length, tile);
        }

        private float[] row(int row, int tile) {
            if (values[0][row].length == 0) {
                return values[0][row];
            }
            int day = (int) ChronoUnit.DAYS.between(firstDate, date);
            var part = new float[domain.size(tile)];
            for (int i = 0; i < part.length; i++) {
                int cell = domain.start(tile) + i;
                part[i] = values[(day + shifts[cell]) % values.length][row][originals[cell]];
            }
            return part;
        }
    }
}
