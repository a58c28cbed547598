package org.soilcast.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.parse.DomainDay;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.parse.Origin;
import org.soilcast.ingest.rejects.Rejection;

/** An input without its retrievals: the model runs on weather alone. Its checksum is another than the input's own. */
public final class OpenLoopDays implements DomainDays {
    private final DomainDays input;
    private final Origin source;

    /** The same cells and weather. */
    public OpenLoopDays(DomainDays input) {
        this.input = input;
        Origin whole = input.source();
        this.source = new Origin(whole.forcing(), whole.retrievals(), whole.file(), otherChecksum(whole));
    }

    private static String otherChecksum(Origin whole) {
        try {
            byte[] described = ("no retrievals\n" + whole.checksum()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(described));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Domain domain() {
        return input.domain();
    }

    @Override
    public Origin source() {
        return source;
    }

    @Override
    public LocalDate firstDate() {
        return input.firstDate();
    }

    @Override
    public LocalDate lastDate() {
        return input.lastDate();
    }

    @Override
    public Normals normals() {
        return input.normals();
    }

    @Override
    public List<Rejection> rejected() {
        return input.rejected();
    }

    @Override
    public List<String> notices() {
        return input.notices();
    }

    @Override
    public Iterator<DomainDay> days(LocalDate first, LocalDate last) {
        Iterable<DomainDay> days = () -> input.days(first, last);
        return StreamSupport.stream(days.spliterator(), false)
                .<DomainDay>map(WeatherDay::new)
                .iterator();
    }

    private record WeatherDay(DomainDay day) implements DomainDay {
        @Override
        public LocalDate date() {
            return day.date();
        }

        @Override
        public float[] forcing(ForcingVariable variable, int tile) {
            return day.forcing(variable, tile);
        }

        @Override
        public float[] soilMoistureM3PerM3(int tile) {
            var none = new float[day.soilMoistureM3PerM3(tile).length];
            Arrays.fill(none, Float.NaN);
            return none;
        }
    }
}
