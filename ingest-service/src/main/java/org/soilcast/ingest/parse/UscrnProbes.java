package org.soilcast.ingest.parse;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.soilcast.ingest.domain.Domain;

/**
 * The probes of the set uscrn on all days, for verification only: nothing of it is published. Values outside
 * 0..0.80 m3/m3, and all that {@link UscrnReader} refuses, are missing.
 */
public final class UscrnProbes {
    private final Domain domain;
    private final DailyTable table;

    /** Depth of a probe. */
    public enum Depth {
        CM_5,
        CM_10,
        CM_20,
        CM_50,
        CM_100
    }

    private UscrnProbes(Domain domain) {
        this.domain = domain;
        this.table = new DailyTable(domain.cells().size(), Depth.values().length);
    }

    /**
     * Reads the probes from the set's folder.
     *
     * @throws InputException as {@link UscrnReader#read}
     */
    public static UscrnProbes read(Path folder) {
        UscrnStations stations = UscrnStations.read(UscrnReader.NAME, folder, new ArrayList<>());
        var probes = new UscrnProbes(stations.domain());
        new UscrnFiles(folder.resolve(UscrnReader.FOLDER), new ArrayList<>())
                .read(stations.names().values(), (file, year, number, text) -> probes.take(year, number, text));
        return probes;
    }

    /** Stations in the order of the values. */
    public Domain domain() {
        return domain;
    }

    /** Daily mean soil moisture at a depth, m3/m3, [cell] of the domain; NaN where there is none. */
    public float[] soilMoistureM3PerM3(LocalDate date, Depth depth) {
        return table.values(date, depth.ordinal(), 0, domain.cells().size());
    }

    private void take(int year, int number, String text) {
        List<String> fields = UscrnReader.fields(text);
        if (fields.size() == UscrnReader.COLUMNS) {
            domain.position(fields.get(0))
                    .ifPresent(cell -> UscrnReader.date(fields.get(UscrnReader.DATE_COLUMN), year)
                            .handTo(date -> takeDay(date, cell, number, fields), (reason, detail) -> {}));
        }
    }

    private void takeDay(LocalDate date, int cell, int number, List<String> fields) {
        if (!table.claim(date, cell, number)) {
            return;
        }
        for (Depth depth : Depth.values()) {
            UscrnReader.soilMoisture(UscrnReader.SOIL_MOISTURE_COLUMN + depth.ordinal(), fields)
                    .handTo(value -> table.put(date, depth.ordinal(), cell, value), (reason, detail) -> {});
        }
    }
}
