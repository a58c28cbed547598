package org.soilcast.ingest.parse;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.rejects.InputException;

/**
 * The probes of the set uscrn on all days, for verification only: nothing of it is published. Values outside
 * 0..0.80 m3/m3, and all that {@link UscrnReader} refuses, are missing.
 */
public final class UscrnProbes {
    /** Thickness of soil that each probe below 5 cm stands for, up to the middles between them and to 100 cm, cm. */
    private static final float[] THICKNESS_CM = {7.5f, 20, 40, 25};

    private final Domain domain;
    private final Map<String, String> counties;
    private final DailyTable table;

    /** Depth of a probe. */
    public enum Depth {
        CM_5,
        CM_10,
        CM_20,
        CM_50,
        CM_100
    }

    private UscrnProbes(Domain domain, Map<String, String> counties) {
        this.domain = domain;
        this.counties = counties;
        this.table = new DailyTable(domain.cells().size(), Depth.values().length);
    }

    /**
     * Reads the probes from the set's folder.
     *
     * @throws InputException as {@link UscrnReader#read}
     */
    public static UscrnProbes read(Path folder) {
        UscrnStations stations = UscrnStations.read(UscrnReader.NAME, folder, new ArrayList<>());
        var probes = new UscrnProbes(stations.domain(), stations.counties());
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

    /**
     * Daily mean soil moisture from 7.5 to 100 cm, m3/m3, [cell] of the domain: the probes at 10, 20, 50 and 100 cm, each by
     * the thickness it stands for; NaN where one of them is missing, since their mean would jump when one comes or goes.
     */
    public float[] rootZoneM3PerM3(LocalDate date) {
        var mean = new float[domain.cells().size()];
        float total = 0;
        for (int i = 0; i < THICKNESS_CM.length; i++) {
            float[] values = soilMoistureM3PerM3(date, Depth.values()[i + 1]);
            total += THICKNESS_CM[i];
            for (int cell = 0; cell < mean.length; cell++) {
                mean[cell] += THICKNESS_CM[i] * values[cell];
            }
        }
        for (int cell = 0; cell < mean.length; cell++) {
            mean[cell] /= total;
        }
        return mean;
    }

    /** Five-digit number of the county that a station lies in, [cell] of the domain; empty where it is not known. */
    public Optional<String> county(int cell) {
        return Optional.ofNullable(counties.get(domain.cells().get(cell).key()));
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
