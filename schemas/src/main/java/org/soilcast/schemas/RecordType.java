package org.soilcast.schemas;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Forecast;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/**
 * A record type of our topics.
 *
 * @param type the generated class
 * @param writerSchemas what stored records can have been written with: today's schema first, then the released ones
 * @param encoder writes records with today's schema
 * @param decoder reads records of any of the writer schemas as today's
 */
record RecordType<T extends SpecificRecord>(
        Class<T> type, List<Schema> writerSchemas, BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
    /** Every record type; a new one is added here. */
    static final List<RecordType<?>> ALL = List.of(
            of(Tile.class),
            of(Forcing.class),
            of(Retrievals.class),
            of(DayClosed.class),
            of(TileDay.class),
            of(ModelActivated.class),
            of(DayComplete.class),
            of(ForecastRun.class),
            of(Rejected.class),
            of(TileModel.class),
            of(ModelBundle.class),
            of(SoilMoisture.class),
            of(Forecast.class),
            of(Alert.class),
            of(Area.class),
            of(AreaDay.class));

    static {
        TrustedRecords.trust();
    }

    private static <T extends SpecificRecord> RecordType<T> of(Class<T> type) {
        return of(type, ReleasedSchemas.of(type.getName()));
    }

    /** A record type that has had other schemas before today's. */
    static <T extends SpecificRecord> RecordType<T> of(Class<T> type, List<Schema> released) {
        SpecificData model = SpecificData.getForClass(type);
        Schema today = model.getSchema(type);
        var store = new SchemaStore.Cache();
        released.forEach(store::addSchema);
        return new RecordType<>(
                type,
                Stream.concat(Stream.of(today), released.stream()).toList(),
                new BinaryMessageEncoder<>(model, today),
                new BinaryMessageDecoder<>(model, today, store));
    }
}
