package org.soilcast.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/**
 * The schemas that records have been written with since the first release, from {@code schemas/released/<version>},
 * packaged with this class. A folder is a copy of {@code src/main/avro} at the time of its release and is never changed:
 * records keep the fingerprints of its schemas for ever. Its {@code files.txt} lists it, since a jar cannot be listed.
 *
 * <p>A field may be added with a default, and a field with a default may go; all else makes stored records unreadable.
 */
final class ReleasedSchemas {
    /** The releases, oldest first. */
    static final List<String> VERSIONS = List.of("0.1.0");

    private static final List<Map<String, Schema>> RELEASES =
            VERSIONS.stream().map(ReleasedSchemas::read).toList();

    private ReleasedSchemas() {}

    /** The schemas that a record type has had in the releases, oldest first; none when it has not been released. */
    static List<Schema> of(String fullName) {
        return RELEASES.stream()
                .flatMap(schemas -> Stream.ofNullable(schemas.get(fullName)))
                .distinct()
                .toList();
    }

    /** The schemas of one release by full name, those of nested records and enums among them. */
    private static Map<String, Schema> read(String version) {
        var parser = new SchemaParser();
        for (String file : resource(version, "files.txt").lines().toList()) {
            parser.parse(resource(version, file));
        }
        var schemas = new LinkedHashMap<String, Schema>();
        parser.getParsedNamedSchemas().forEach(schema -> schemas.put(schema.getFullName(), schema));
        return schemas;
    }

    private static String resource(String version, String file) {
        String name = "released/" + version + "/" + file;
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("module schemas lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }
}
