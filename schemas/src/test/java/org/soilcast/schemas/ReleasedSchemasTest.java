package org.soilcast.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** Stored records of every release are read for ever, and a schema changes only so that they are. */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("released");
    private static final Path STORED = Path.of("src/test/resources/org/soilcast/schemas/stored");

    @Test
    void everyReleaseOnDiskIsPackagedWhole() {
        assertThat(names(RELEASED)).containsExactlyInAnyOrderElementsOf(ReleasedSchemas.VERSIONS);
        for (String version : ReleasedSchemas.VERSIONS) {
            assertThat(names(RELEASED.resolve(version)))
                    .filteredOn(name -> !name.equals("files.txt"))
                    .as(version)
                    .containsExactlyInAnyOrderElementsOf(
                            lines(RELEASED.resolve(version).resolve("files.txt")));
        }
    }

    /** The records' bytes are as the release wrote them; each file holds one, in hexadecimal. */
    @TestFactory
    Stream<DynamicTest> storedRecordsAreReadAsTodays() {
        Map<String, SpecificRecord> samples = SampleRecords.ALL.stream()
                .collect(Collectors.toMap(sample -> sample.getSchema().getName(), sample -> sample));
        return ReleasedSchemas.VERSIONS.stream()
                .flatMap(version -> lines(RELEASED.resolve(version).resolve("files.txt")).stream()
                        .map(file -> file.replace(".avsc", ""))
                        .map(type -> DynamicTest.dynamicTest(version + " " + type, () -> {
                            Path stored = STORED.resolve(version).resolve(type + ".hex");
                            SpecificRecord sample = samples.get(type);
                            assertThat(stored)
                                    .as("stored bytes; today's are " + hex(sample))
                                    .exists();
                            SpecificRecord read =
                                    SingleObject.decode(HexFormat.of().parseHex(String.join("", lines(stored))));
                            assertThat(read).isEqualTo(sample);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> todaysAndReleasedSchemasReadEachOther() {
        return RecordType.ALL.stream()
                .map(type -> DynamicTest.dynamicTest(type.type().getSimpleName(), () -> {
                    Schema today = type.writerSchemas().get(0);
                    for (Schema released : ReleasedSchemas.of(today.getFullName())) {
                        assertThat(incompatibilities(today, released)).isEmpty();
                    }
                }));
    }

    @Test
    void noReleasedRecordTypeIsGone() {
        List<String> today =
                RecordType.ALL.stream().map(type -> type.type().getSimpleName()).toList();
        for (String version : ReleasedSchemas.VERSIONS) {
            assertThat(lines(RELEASED.resolve(version).resolve("files.txt")))
                    .allSatisfy(file -> assertThat(today).contains(file.replace(".avsc", "")));
        }
    }

    @Test
    void aFieldMayBeAddedWithADefault() throws IOException {
        Schema today = SoilMoisture.getClassSchema();
        Schema next = changed(
                today, fields -> with(fields, new Schema.Field("memberCount", Schema.create(Schema.Type.INT), "", 24)));
        SpecificRecord stored = sample(SoilMoisture.class);

        assertThat(incompatibilities(next, today)).isEmpty();
        var reader = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), next);
        reader.addSchema(today);
        GenericRecord read = reader.decode(SingleObject.encode(stored));
        assertThat(read.get("memberCount")).isEqualTo(24);
        assertThat(read.get("surfaceMeanM3PerM3")).isEqualTo(List.of(.22f, .24f));
    }

    /** The way of SingleObject itself, with an earlier Tile that had no normals and a field that has gone since. */
    @Test
    void whatAnEarlierSchemaLacksOrHadTooMuchIsResolvedIntoTodaysClass() throws IOException {
        Schema today = Tile.getClassSchema();
        Schema earlier = changed(
                today,
                fields -> with(
                        fields.stream()
                                .filter(field -> !field.name().equals("normals"))
                                .toList(),
                        new Schema.Field("owner", Schema.create(Schema.Type.STRING), "", "nobody")));
        assertThat(incompatibilities(today, earlier)).isEmpty();

        var written = new GenericData.Record(earlier);
        earlier.getFields().stream()
                .filter(field -> today.getField(field.name()) != null)
                .forEach(field -> written.put(
                        field.name(),
                        sample(Tile.class).get(today.getField(field.name()).pos())));
        written.put("owner", "somebody");
        ByteBuffer bytes =
                new BinaryMessageEncoder<GenericRecord>(SpecificData.getForClass(Tile.class), earlier).encode(written);

        Tile read = RecordType.of(Tile.class, List.of(earlier)).decoder().decode(bytes);

        assertThat(read)
                .isEqualTo(Tile.newBuilder((Tile) sample(Tile.class))
                        .setNormals(Map.of())
                        .build());
    }

    @Test
    void changesThatOrphanStoredRecordsAreFound() {
        Schema today = SoilMoisture.getClassSchema();
        Schema.Field added = new Schema.Field("memberCount", Schema.create(Schema.Type.INT), "");

        assertThat(incompatibilities(changed(today, fields -> with(fields, added)), today))
                .as("a field without a default")
                .hasSize(1);
        assertThat(incompatibilities(changed(today, fields -> fields.subList(1, fields.size())), today))
                .as("a field that had no default has gone")
                .hasSize(1);
        assertThat(incompatibilities(
                        changed(
                                today,
                                fields -> with(
                                        fields.subList(1, fields.size()),
                                        new Schema.Field("domain", Schema.create(Schema.Type.INT), ""))),
                        today))
                .as("a field of another type")
                .isNotEmpty();
    }

    /** What keeps either schema from reading records of the other. */
    private static List<String> incompatibilities(Schema one, Schema other) {
        return Stream.of(checkReaderWriterCompatibility(one, other), checkReaderWriterCompatibility(other, one))
                .filter(pair -> pair.getType() != SchemaCompatibilityType.COMPATIBLE)
                .map(pair -> pair.getResult().toString())
                .toList();
    }

    private static Schema changed(Schema schema, UnaryOperator<List<Schema.Field>> change) {
        List<Schema.Field> fields = schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(
                schema.getName(), schema.getDoc(), schema.getNamespace(), false, change.apply(fields));
    }

    private static List<Schema.Field> with(List<Schema.Field> fields, Schema.Field added) {
        var more = new ArrayList<>(fields);
        more.add(added);
        return more;
    }

    private static SpecificRecord sample(Class<? extends SpecificRecord> type) {
        return SampleRecords.ALL.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    private static String hex(SpecificRecord sample) {
        return HexFormat.of().formatHex(SingleObject.encode(sample));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
