package org.soilcast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.source.DateRange;

class DirectorySourceTest {
    private static DirectorySource files(String... names) {
        return new DirectorySource("cpc", "https://example.org/{yyyy}", List.of(names));
    }

    @Test
    void aNameTellsItsDates() {
        DirectorySource files = files("precip.{yyyy}.nc", "m_{yyyy}-{MM}.nc", "{yyyy}{MM}{dd}.h5");
        assertThat(files.datesOf("precip.2016.nc"))
                .contains(new DateRange(LocalDate.of(2016, 1, 1), LocalDate.of(2016, 12, 31)));
        assertThat(files.datesOf("m_2016-02.nc"))
                .contains(new DateRange(LocalDate.of(2016, 2, 1), LocalDate.of(2016, 2, 29)));
        assertThat(files.datesOf("20160229.h5"))
                .contains(new DateRange(LocalDate.of(2016, 2, 29), LocalDate.of(2016, 2, 29)));
    }

    @Test
    void otherNamesAndDatesThatAreNoneAreLeft() {
        DirectorySource files = files("precip.{yyyy}.nc", "{yyyy}{MM}{dd}.h5");
        for (String name : List.of("precip-2016.nc", "xprecip.2016.nc", "20150229.h5", "20150001.h5", "20151301.h5")) {
            assertThat(files.datesOf(name)).as(name).isEmpty();
        }
    }

    @Test
    void namesWithoutAYearAreWrong() {
        assertThatThrownBy(() -> files("precip.nc")).hasMessageContaining("expected {yyyy}");
        assertThatThrownBy(() -> files("{yyyy}{dd}.nc")).hasMessageContaining("expected {yyyy}");
    }

    @Test
    void theFileThatComesWithSoilcastCanBeRead() {
        FetchSettings settings = FetchSettings.read(FetchSettings.SHIPPED);
        assertThat(settings.sources(Set.of("SPL3SMP", "nldas2", "gridmet", "cpc")))
                .extracting(FileSource::brings)
                .containsExactly("SPL3SMP", "nldas2", "gridmet", "cpc", "cpc");
    }
}
