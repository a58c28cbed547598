package org.soilcast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgencyClientTest {
    @ParameterizedTest
    @CsvSource({"https,https,true", "http,https,true", "http,http,true", "https,http,false", "https,ftp,false"})
    void redirectsLeadToWhatIsNoLessSafe(String from, String to, boolean may) {
        assertThat(AgencyClient.isAsSafe(
                        URI.create(from + "://a.example.org/x"), URI.create(to + "://b.example.org/y")))
                .isEqualTo(may);
    }

    @Test
    void whatIsShownHasNoQueryAndNoUser() {
        assertThat(AgencyClient.shown(URI.create("https://user:secret@a.example.org:8443/x?signature=secret")))
                .isEqualTo("https://a.example.org:8443/x");
    }
}
