package org.soilcast.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's single-object encoding of the records on our topics: two marker bytes C3 01, the CRC-64-AVRO fingerprint of
 * the writer's schema (8 bytes, little-endian), then the record (Avro specification 1.12, “Single-object encoding”).
 * The fingerprint names the schema, so no registry is needed and one topic can hold more than one record type.
 *
 * <p>Records outlive schemas: what was written by any released schema ({@link ReleasedSchemas}) is read as a record of
 * today's by Avro's schema resolution, with today's defaults for fields that it lacks.
 */
public final class SingleObject {
    private static final int HEADER_BYTES = 10;
    private static final Map<Class<?>, BinaryMessageEncoder<? extends SpecificRecord>> ENCODERS =
            RecordType.ALL.stream().collect(Collectors.toUnmodifiableMap(RecordType::type, RecordType::encoder));
    private static final Map<Long, BinaryMessageDecoder<? extends SpecificRecord>> DECODERS = decoders();

    static {
        TrustedRecords.trust();
    }

    private SingleObject() {}

    /** Encodes a record with its schema's fingerprint. */
    public static byte[] encode(SpecificRecord value) {
        try {
            ByteBuffer encoded = encoder(value).encode(value);
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode " + value.getSchema().getName(), e);
        }
    }

    /**
     * Decodes any record of our topics.
     *
     * @throws IllegalArgumentException when the bytes are not such a record; says what was expected and found
     */
    public static SpecificRecord decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || (bytes[0] & 0xFF) != 0xC3 || bytes[1] != 1) {
            throw new IllegalArgumentException(
                    "expected Avro single-object encoding (C3 01), found " + bytes.length + " other bytes");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        BinaryMessageDecoder<? extends SpecificRecord> decoder = DECODERS.get(fingerprint);
        if (decoder == null) {
            throw new IllegalArgumentException("unknown schema fingerprint " + Long.toHexString(fingerprint));
        }
        try {
            return decoder.decode(bytes);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("damaged record: " + e.getMessage(), e);
        }
    }

    /**
     * Decodes a record of one known type.
     *
     * @throws IllegalArgumentException when the bytes are not a record of that type
     */
    public static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        SpecificRecord value = decode(bytes);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("expected " + type.getSimpleName() + ", found "
                    + value.getSchema().getName());
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked") // RecordType pairs each class with its own encoder
    private static BinaryMessageEncoder<SpecificRecord> encoder(SpecificRecord value) {
        BinaryMessageEncoder<? extends SpecificRecord> encoder = ENCODERS.get(value.getClass());
        if (encoder == null) {
            throw new IllegalArgumentException(
                    "expected a record of our topics, found " + value.getClass().getName());
        }
        return (BinaryMessageEncoder<SpecificRecord>) encoder;
    }

    private static Map<Long, BinaryMessageDecoder<? extends SpecificRecord>> decoders() {
        var decoders = new HashMap<Long, BinaryMessageDecoder<? extends SpecificRecord>>();
        for (RecordType<?> type : RecordType.ALL) {
            type.writerSchemas()
                    .forEach(schema -> decoders.put(SchemaNormalization.parsingFingerprint64(schema), type.decoder()));
        }
        return Map.copyOf(decoders);
    }
}
