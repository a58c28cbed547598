package org.soilcast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries of a search as the metadata model describes them, and those that name nothing that could be fetched. */
class CmrGranuleTest {
    private static final String SHA_256 = "ab".repeat(32);

    private static Optional<CmrGranule> read(String address, String algorithm, String checksum) throws IOException {
        return CmrGranule.of(new ObjectMapper().readTree("""
            {"meta": {"concept-id": "G1-NSIDC", "revision-id": 3},
             "umm": {
               "TemporalExtent": {"RangeDateTime": {
                 "BeginningDateTime": "2015-03-31T00:00:00.000Z", "EndingDateTime": "2015-03-31T23:59:59.999Z"}},
               "DataGranule": {"ProductionDateTime": "2021-10-04T09:30:31.000Z",
                 "ArchiveAndDistributionInformation": [
                   {"Name": "other.xml", "SizeInBytes": 3},
                   {"Name": "a.h5", "SizeInBytes": 27012345, "Checksum": {"Value": "%s", "Algorithm": "%s"}}]},
               "RelatedUrls": [
                 {"URL": "https://example.org/a.iso.xml", "Type": "EXTENDED METADATA"},
                 {"URL": "s3://bucket/a.h5", "Type": "GET DATA VIA DIRECT ACCESS"},
                 {"URL": "%s", "Type": "GET DATA"}]}}
            """.formatted(checksum, algorithm, address)));
    }

    @Test
    void sizeChecksumAndDateAreThoseOfTheFile() throws IOException {
        CmrGranule granule =
                read("https://example.org/x/a.h5", "SHA-256", SHA_256).orElseThrow();
        assertThat(granule.file().name()).isEqualTo("a.h5");
        assertThat(granule.file().bytes()).hasValue(27_012_345);
        assertThat(granule.file().checksum()).contains(new Checksum("SHA-256", SHA_256));
        assertThat(granule.file().last()).isEqualTo(LocalDate.of(2015, 3, 31));
        assertThat(granule.revision()).isEqualTo(3);
    }

    @Test
    void aChecksumThatCannotBeCheckedIsNone() throws IOException {
        assertThat(read("https://example.org/a.h5", "Adler-32", "12345678")
                        .orElseThrow()
                        .file()
                        .checksum())
                .isEmpty();
        assertThat(read("https://example.org/a.h5", "SHA-256", "short")
                        .orElseThrow()
                        .file()
                        .checksum())
                .isEmpty();
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws IOException {
        for (String address : List.of(
                "https://example.org/..",
                "https://example.org/.hidden",
                "https://example.org/a.h5.part",
                "https://example.org/",
                "file:///etc/passwd",
                "https:///a.h5")) {
            assertThat(read(address, "SHA-256", SHA_256)).as(address).isEmpty();
        }
        assertThat(read("https://example.org/%2e%2e%2fpasswd", "SHA-256", SHA_256)
                        .orElseThrow()
                        .file()
                        .name())
                .as("inside the folder")
                .isEqualTo("passwd");
    }
}
