package org.soilcast.alerts.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.alerts.SampleAlerts;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

class MessageTextTest {
    private static final Optional<URI> PAGE = Optional.of(URI.create("https://example.org/"));

    @Test
    void anAreaIsKnownByItsIdAndCalledByItsName() {
        Alert alert = Alert.newBuilder(SampleAlerts.alert(-1, AlertState.RAISED, 1, SampleAlerts.RAISED))
                .setArea("40119")
                .setAreaName("Payne County")
                .setKind("flash-drought")
                .setVariable("surface")
                .build();
        AlertMessage message =
                SampleAlerts.message(alert, new Place("Payne County", Optional.empty(), true), Optional.empty());
        assertThat(MessageText.labels(message)).containsEntry("area", "40119").doesNotContainKey("cell");
        assertThat(MessageText.annotations(message, PAGE))
                .containsEntry("area_name", "Payne County")
                .containsEntry("kind", "flash-drought")
                .containsEntry("variable", "surface")
                .containsEntry("synthetic", "true")
                .containsEntry("link", "https://example.org/#layer=drought-class&date=2016-06-19");
        assertThat(MessageText.headline(message))
                .isEqualTo("made-up data: flash drought, D2 severe drought at Payne County, since 2016-06-10");
        assertThat(MessageText.description(message)).startsWith("Soil moisture of the top 5 cm at Payne County: ");
    }
}
