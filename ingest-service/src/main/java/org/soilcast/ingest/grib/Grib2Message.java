package org.soilcast.ingest.grib;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;
import ucar.nc2.grib.grib2.Grib2Gds;
import ucar.nc2.grib.grib2.Grib2Pds;
import ucar.nc2.grib.grib2.Grib2Record;
import ucar.unidata.io.RandomAccessFile;

/** A message of GRIB 2. */
final class Grib2Message {
    private static final int CCSDS = 42;
    private static final int NCEP = 7;
    private static final int ECMWF = 98;
    /** Code table 1.2. */
    private static final int START_OF_FORECAST = 1;

    private static final int HEIGHT_ABOVE_GROUND = 103;
    private static final int DEPTH_BELOW_LAND = 106;
    private static final long MOST_MESSAGE_BYTES = 1L << 28;

    private final Grib2Record message;
    private final Path path;

    Grib2Message(Grib2Record message, Path path) {
        this.message = message;
        this.path = path;
    }

    String number(int number) {
        return "message " + number;
    }

    /** Whether the values are packed by CCSDS 121.0-B, template 5.42, which the library cannot read. */
    boolean needsEcCodes() {
        return message.getDataRepresentationSection().getDataTemplate() == CCSDS;
    }

    /** The start of the forecast that it is part of, and whose; empty for what is none or of another centre. */
    Optional<Forecast> forecast() {
        String agency = switch (message.getId().getCenter_id()) {
            case NCEP -> "GFS";
            case ECMWF -> "ECMWF";
            default -> "";
        };
        boolean isForecast = message.getId().getSignificanceOfRT() == START_OF_FORECAST && !agency.isEmpty();
        return isForecast
                ? Optional.of(new Forecast(
                        agency, Instant.ofEpochMilli(message.getReferenceDate().getMillis())))
                : Optional.empty();
    }

    /**
     * A run of a model.
     *
     * @param agency who made it
     * @param start reference time
     */
    record Forecast(String agency, Instant start) {}

    SourceField field(GribFile.ValuesOfMessage reader) {
        Grib2Gds gridDefinition = message.getGDSsection().getGDS();
        GribGrids.check(
                gridDefinition.getNy(), gridDefinition.getNx(), gridDefinition.isThin(), gridDefinition.getScanMode());
        SourceGrid grid = GribGrids.of(gridDefinition.makeHorizCoordSys(), 1);
        int points = message.getDataRepresentationSection().getDataPoints();
        if (points < 0 || points > grid.rows() * grid.columns()) {
            throw new InputException("packs " + points + " values for " + grid.rows() + " x " + grid.columns());
        }
        Grib2Pds definition = message.getPDS();
        GribParameter parameter = GribParameter.edition2(
                message.getDiscipline(), definition.getParameterCategory(), definition.getParameterNumber());
        return new SourceField(
                named(parameter.name(), definition),
                level(definition),
                parameter.unit(),
                parameter.quantity(),
                grid,
                List.of(span(definition)),
                reader.from(needsEcCodes() ? this::valuesByEcCodes : this::values));
    }

    /** ecCodes' short names tell heights: 2t, 2sh, 10u. */
    private static String named(String name, Grib2Pds definition) {
        if (definition.getLevelType1() != HEIGHT_ABOVE_GROUND) {
            return name;
        }
        String height = String.valueOf(Math.round(definition.getLevelValue1()));
        return switch (name) {
            case "t", "dpt", "r", "u", "v" -> height + name.replace("dpt", "d");
            case "q" -> height + "sh";
            default -> name;
        };
    }

    private static String level(Grib2Pds definition) {
        if (definition.getLevelType1() == DEPTH_BELOW_LAND) {
            return String.format(Locale.ROOT, "%s-%s m", definition.getLevelValue1(), definition.getLevelValue2());
        }
        return String.valueOf(Math.round(definition.getLevelValue1()));
    }

    private TimeSpan span(Grib2Pds definition) {
        Instant reference = Instant.ofEpochMilli(message.getReferenceDate().getMillis());
        Duration start = ForecastSteps.units(definition.getTimeUnit(), definition.getForecastTime());
        var steps = ForecastSteps.at(start);
        if (definition instanceof Grib2Pds.PdsInterval interval) {
            Grib2Pds.TimeInterval[] intervals = interval.getTimeIntervals();
            if (intervals.length > 0) {
                Duration length = ForecastSteps.units(intervals[0].timeRangeUnit, intervals[0].timeRangeLength);
                steps = new ForecastSteps(start, start.plus(length));
            }
        }
        return steps.after(reference);
    }

    private double[] values(RandomAccessFile file) throws IOException {
        return Floats.asDoubles(message.readData(file));
    }

    private double[] valuesByEcCodes(RandomAccessFile file) throws IOException {
        long length = message.getIs().getMessageLength();
        if (length < 0 || length > MOST_MESSAGE_BYTES) {
            throw new InputException(path + ": a message of " + length + " bytes");
        }
        var bytes = new byte[(int) length];
        file.seek(message.getIs().getStartPos());
        file.readFully(bytes);
        return EcCodes.values(bytes);
    }
}
