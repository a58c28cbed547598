package org.soilcast.ingest.grib;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.soilcast.ingest.source.ReanalysisSum;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;
import ucar.nc2.grib.grib1.Grib1Gds;
import ucar.nc2.grib.grib1.Grib1Record;
import ucar.nc2.grib.grib1.Grib1SectionProductDefinition;
import ucar.unidata.io.RandomAccessFile;

/** A message of GRIB 1. */
final class Grib1Message {
    private static final int DEPTH_LAYER_CM = 112;
    private static final int MISSING = 255;
    /** The library's spherical Earth, and that of GRIB 1. */
    private static final double LIBRARY_KM = 6371.229;

    private static final double EDITION_1_KM = 6367.47;

    private static final int ECMWF = 98;
    /** Octet 42 of section 1 in ECMWF's local use of it: the class of data; that of ERA5 and ERA5-Land. */
    private static final int CLASS_AT = 41;

    private static final int ERA5_CLASS = 23;
    /** Octets 44 and 45: the stream. Others than the hourly one are means of months, or an ensemble of every third hour. */
    private static final int STREAM_AT = 43;

    private static final int HOURLY_STREAM = 1025;

    private final Grib1Record message;

    Grib1Message(Grib1Record message) {
        this.message = message;
    }

    String number(int number) {
        return "message " + number;
    }

    /** Whether the message says that it is of ERA5 or ERA5-Land. */
    boolean isOfEra5() {
        byte[] definition = message.getPDSsection().getRawBytes();
        return message.getPDSsection().getCenter() == ECMWF
                && definition.length > STREAM_AT + 1
                && definition[CLASS_AT] == ERA5_CLASS;
    }

    SourceField field(GribFile.ValuesOfMessage reader) {
        Grib1SectionProductDefinition definition = message.getPDSsection();
        Grib1Gds gridDefinition = message.getGDSsection().getGDS();
        GribGrids.check(
                gridDefinition.getNy(),
                gridDefinition.getNx(),
                message.getGDSsection().isThin(),
                gridDefinition.getScanMode());
        SourceGrid grid = GribGrids.of(
                gridDefinition.makeHorizCoordSys(), gridDefinition.earthShape == 0 ? LIBRARY_KM / EDITION_1_KM : 1);
        GribParameter parameter = GribParameter.edition1(
                definition.getCenter(), definition.getTableVersion(), definition.getParameterNumber());
        return new SourceField(
                parameter.name(),
                level(definition),
                parameter.unit(),
                parameter.quantity(),
                grid,
                List.of(span(definition, parameter, grid)),
                reader.from(this::values));
    }

    private TimeSpan span(Grib1SectionProductDefinition definition, GribParameter parameter, SourceGrid grid) {
        ForecastSteps steps = ForecastSteps.edition1(
                definition.getTimeRangeIndicator(),
                definition.getTimeUnit(),
                definition.getTimeValue1(),
                definition.getTimeValue2());
        Instant reference = Instant.ofEpochMilli(definition.getReferenceDate().getMillis());
        if (parameter.fromStart() && isOfEra5()) {
            return reanalysisSum(grid).ending(steps.after(reference).end());
        }
        return (parameter.fromStart() ? steps.fromStart() : steps).after(reference);
    }

    private ReanalysisSum reanalysisSum(SourceGrid grid) {
        byte[] definition = message.getPDSsection().getRawBytes();
        int stream = (definition[STREAM_AT] & 0xFF) << 8 | definition[STREAM_AT + 1] & 0xFF;
        if (stream != HOURLY_STREAM) {
            throw new IllegalArgumentException(
                    "sums of ERA5's stream " + stream + " are not read, but hourly ones (" + HOURLY_STREAM + ")");
        }
        return ReanalysisSum.of(grid).orElseThrow(() -> new IllegalArgumentException(ReanalysisSum.UNTOLD));
    }

    private static String level(Grib1SectionProductDefinition definition) {
        int top = definition.getLevelValue1();
        if (definition.getLevelType() != DEPTH_LAYER_CM) {
            return String.valueOf(top);
        }
        int bottom = definition.getLevelValue2();
        return top + "-" + (bottom == MISSING ? "MISSING" : String.valueOf(bottom));
    }

    private double[] values(RandomAccessFile file) throws IOException {
        return Floats.asDoubles(message.readData(file));
    }
}
