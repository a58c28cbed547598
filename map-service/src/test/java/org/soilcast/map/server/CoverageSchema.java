package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schema of CoverageJSON, {@code coveragejson.schema.json}. */
final class CoverageSchema {
    private static final Schema SCHEMA = read();

    private CoverageSchema() {}

    static void check(JsonNode document) {
        assertThat(SCHEMA.validate(document)).isEmpty();
    }

    private static Schema read() {
        try (InputStream in = CoverageSchema.class.getResourceAsStream("coveragejson.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
