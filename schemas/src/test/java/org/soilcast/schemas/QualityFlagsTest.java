package org.soilcast.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualityFlagsTest {
    @Test
    void whatWasFilledAndWhyARetrievalWasNotUsedAreSaidApart() {
        int quality = QualityFlags.PRECIPITATION_FILLED
                | QualityFlags.TEMPERATURE_FROM_TILE
                | QualityFlags.PET_HARGREAVES
                | QualityFlags.RETRIEVAL_OVER_SNOW
                | QualityFlags.FORECAST_CORRECTED;

        assertThat(QualityFlags.filled(quality))
                .containsExactly("precipitation taken as 0", "air temperature from the tile's other cells");
        assertThat(QualityFlags.refusals(quality)).containsExactly("snow on the ground");
        assertThat(QualityFlags.filled(QualityFlags.RETRIEVAL_ASSIMILATED)).isEmpty();
        assertThat(QualityFlags.refusals(QualityFlags.RETRIEVAL_ASSIMILATED)).isEmpty();
    }
}
