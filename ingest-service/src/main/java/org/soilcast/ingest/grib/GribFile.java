package org.soilcast.ingest.grib;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import ucar.nc2.grib.grib1.Grib1RecordScanner;
import ucar.nc2.grib.grib2.Grib2RecordScanner;
import ucar.unidata.io.RandomAccessFile;

/**
 * Messages of GRIB, one field each, decoded by UCAR's library without its indexes: NLDAS-2, ERA5, GFS, ECMWF open data,
 * Stage IV and the like.
 */
public final class GribFile implements SourceFile {
    private static final int MOST_MESSAGES = 50_000;

    private final Path path;
    private final int edition;
    private final RandomAccessFile file;
    private final List<SourceField> fields = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    /** Of messages that have been taken. */
    private final Set<Optional<Grib2Message.Forecast>> forecasts = new HashSet<>();
    /** Whether all messages say that they are of ERA5. */
    private boolean era5;

    /**
     * Opens a file and reads the headers of its messages.
     *
     * @param edition 1 or 2
     * @throws InputException when it is damaged or holds no message that can be read
     */
    public GribFile(Path path, int edition) {
        this.path = path;
        this.edition = edition;
        try {
            this.file = new RandomAccessFile(path.toString(), "r");
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
        try {
            scan();
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            close();
            throw damaged(e);
        }
        if (fields.isEmpty()) {
            close();
            throw new InputException(
                    path + ": no message that can be read" + (remarks.isEmpty() ? "" : "; " + remarks.get(0)));
        }
    }

    @Override
    public String product() {
        boolean nldas = fields.stream()
                .anyMatch(field -> field.name().equals("APCP") || field.name().equals("SPFH"));
        String named = era5 ? "ERA5 or ERA5-Land hourly" : fields.size() + " messages of weather";
        String what = nldas ? "NLDAS-2 forcing hourly" : named;
        return forecast().map(run -> run.agency() + " forecast").orElse(what) + " (GRIB " + edition + ")";
    }

    @Override
    public Optional<Instant> issued() {
        return forecast().map(Grib2Message.Forecast::start);
    }

    /** The run that all messages are of; empty when they are of several, or any is of none. */
    private Optional<Grib2Message.Forecast> forecast() {
        return forecasts.size() == 1 ? forecasts.iterator().next() : Optional.empty();
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
        try {
            file.close();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private void scan() throws IOException {
        if (edition == 1) {
            var scanner = new Grib1RecordScanner(file);
            era5 = true;
            while (scanner.hasNext()) {
                var message = new Grib1Message(scanner.next());
                era5 &= message.isOfEra5();
                take(message.number(fields.size() + remarks.size() + 1), message::field);
            }
        } else {
            var scanner = new Grib2RecordScanner(file);
            while (scanner.hasNext()) {
                var message = new Grib2Message(scanner.next(), path);
                if (message.needsEcCodes() && !EcCodes.isThere()) {
                    remarks.add(message.number(fields.size() + remarks.size() + 1) + " left out: " + EcCodes.MISSING);
                } else {
                    forecasts.add(message.forecast());
                    take(message.number(fields.size() + remarks.size() + 1), message::field);
                }
            }
        }
    }

    /** Makes a field of a message, whose values are read later. */
    private interface FieldOfMessage {
        SourceField field(ValuesOfMessage reader) throws IOException;
    }

    /** Reads the values of a message from the open file. */
    interface ValuesOfMessage {
        SourceField.StoredValues from(Decoder decoder);
    }

    /** Decodes a message. */
    interface Decoder {
        double[] decode(RandomAccessFile file) throws IOException;
    }

    private void take(String number, FieldOfMessage message) throws IOException {
        if (fields.size() + remarks.size() >= MOST_MESSAGES) {
            throw new IllegalArgumentException("more than " + MOST_MESSAGES + " messages");
        }
        try {
            fields.add(message.field(decoder -> step -> read(decoder)));
        } catch (RuntimeException | AssertionError e) {
            remarks.add(number + " left out: " + reason(e));
        }
    }

    private double[] read(Decoder decoder) {
        try {
            return decoder.decode(file);
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw damaged(e);
        }
    }

    private InputException damaged(Throwable cause) {
        return new InputException(path + ": damaged GRIB " + edition + " file: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
