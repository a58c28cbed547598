package org.soilcast.ingest.grib;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
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
    private static final double FINEST_OF_ERA5_DEGREES = 0.2;

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
                && definition.length > CLASS_AT
                && definition[CLASS_AT] == ERA5_CLASS;
    }

    /** ERA5 sums rain and radiation up over the hour before, on a grid of .25 degrees or coarser; ERA5-Land, of .1, since 00 UTC. */
    private static boolean isOfEra5Land(SourceGrid grid) {
        return grid.columns() > 1
                && Math.abs(SourceGrid.wrapped(grid.longitudeDegrees(0, 1) - grid.longitudeDegrees(0, 0)))
                        < FINEST_OF_ERA5_DEGREES;
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
                List.of(span(definition, parameter, isOfEra5() && !isOfEra5Land(grid))),
                reader.from(this::values));
    }

    private static TimeSpan span(
            Grib1SectionProductDefinition definition, GribParameter parameter, boolean sumsOfAnHour) {
        ForecastSteps steps = ForecastSteps.edition1(
                definition.getTimeRangeIndicator(),
                definition.getTimeUnit(),
                definition.getTimeValue1(),
                definition.getTimeValue2());
        Instant reference = Instant.ofEpochMilli(definition.getReferenceDate().getMillis());
        if (!parameter.fromStart()) {
            return steps.after(reference);
        }
        return (sumsOfAnHour ? steps.hourEnding() : steps.fromStart()).after(reference);
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
