package org.soilcast.ops.bench;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForcingSource;
import org.soilcast.ingest.source.Origin;
import org.soilcast.ingest.source.RetrievalDay;
import org.soilcast.ingest.source.RetrievalSource;

/**
 * Weather and retrievals of a real domain over and over: each copy of its cells lies elsewhere, and its dates are shifted, so
 * that copies differ. The days go round: behind the last comes the first again.
 */
final class CopiedDays {
    /** Days that each copy is shifted by more than the one before: a year of seasons is spread over few copies. */
    private static final int SHIFT_DAYS = 97;

    private static final ForcingVariable[] VARIABLES = ForcingVariable.values();
    private static final int ROWS = VARIABLES.length + 1; // soil moisture stands behind the forcing

    private final Domain domain;
    private final Origin origin;
    private final DateRange dates; // as far as anybody may ask
    private final float[][][] values; // [day][row][original cell]; a row without values is empty
    private final int[] originals; // [cell]
    private final int[] shifts; // [cell]

    /**
     * Copies.
     *
     * @param count cells to have
     */
    CopiedDays(DomainInput original, int count) {
        this.values = values(original);
        LocalDate first = original.dates().first();
        this.dates = new DateRange(first, first.plusYears(100));
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
        Origin whole = original.forcing().day(first).origin();
        this.origin = new Origin(whole.file(), ValueDigest.of(count + " copied\n" + whole.checksum()));
    }

    private static float[][][] values(DomainInput original) {
        return original.dates()
                .dates()
                .map(date -> {
                    ForcingDay weather = original.forcing().day(date);
                    var rows = new float[ROWS][];
                    for (int row = 0; row < VARIABLES.length; row++) {
                        rows[row] = weather.values(VARIABLES[row]);
                    }
                    rows[VARIABLES.length] = original.retrievals().day(date).soilMoistureM3PerM3();
                    return rows;
                })
                .toArray(float[][][]::new);
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

    /** What is published of it. */
    DomainInput input() {
        return new DomainInput(
                domain,
                Normals.none(domain.cells().size()),
                new CopiedForcing(),
                new CopiedRetrievals(),
                List.of(),
                List.of());
    }

    /** The cells in tiles. */
    Domain domain() {
        return domain;
    }

    LocalDate firstDate() {
        return dates.first();
    }

    private float[] row(int row, LocalDate date) {
        int day = (int) ChronoUnit.DAYS.between(dates.first(), date);
        var all = new float[originals.length];
        for (int cell = 0; cell < all.length; cell++) {
            all[cell] = values[(day + shifts[cell]) % values.length][row][originals[cell]];
        }
        return all;
    }

    private String describedDigest(LocalDate date) {
        return ValueDigest.of(origin.checksum() + " " + date);
    }

    private final class CopiedForcing implements ForcingSource {
        @Override
        public String name() {
            return "copied_weather";
        }

        @Override
        public DateRange dates() {
            return dates;
        }

        @Override
        public String digest(LocalDate date) {
            return describedDigest(date);
        }

        @Override
        public ForcingDay day(LocalDate date) {
            Map<ForcingVariable, float[]> all = new EnumMap<>(ForcingVariable.class);
            for (int row = 0; row < VARIABLES.length; row++) {
                if (values[0][row].length > 0) {
                    all.put(VARIABLES[row], row(row, date));
                }
            }
            return new ForcingDay(origin, all);
        }
    }

    private final class CopiedRetrievals implements RetrievalSource {
        @Override
        public String name() {
            return "copied_retrievals";
        }

        @Override
        public DateRange dates() {
            return dates;
        }

        @Override
        public String digest(LocalDate date) {
            return describedDigest(date);
        }

        @Override
        public RetrievalDay day(LocalDate date) {
            return new RetrievalDay(origin, row(VARIABLES.length, date));
        }
    }
}
