package org.soilcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForecastSource;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastForcing;
import org.soilcast.schemas.avro.PublishedInput;

class ForecastRecordsTest {
    private static final int CELLS = 40;
    private static final LocalDate DATE = LocalDate.of(2016, 5, 1);
    private static final DomainInput INPUT = new TwinExperiment(CELLS, 1, DATE.minusDays(2), DATE.plusDays(2)).input();

    private final PublishedSoFar published = new PublishedSoFar();

    private List<ProducerRecord<String, byte[]>> send(DomainInput input, LocalDate date) {
        List<ProducerRecord<String, byte[]>> messages = new ForecastRecords(input, 4).unsent(date, published);
        messages.stream()
                .filter(message -> message.topic().equals(Topics.PUBLISHED.topic()))
                .forEach(message -> published.take(SingleObject.decode(message.value(), PublishedInput.class)));
        return messages;
    }

    private static ForecastForcing first(List<ProducerRecord<String, byte[]>> messages) {
        return SingleObject.decode(messages.get(0).value(), ForecastForcing.class);
    }

    /** The same forecasts under another digest, as of files that have come anew. */
    private static DomainInput reissued() {
        ForecastSource original = INPUT.forecasts().orElseThrow();
        var other = new ForecastSource() {
            @Override
            public String name() {
                return original.name();
            }

            @Override
            public boolean has(LocalDate issueDate) {
                return original.has(issueDate);
            }

            @Override
            public String digest(LocalDate issueDate) {
                return original.digest(issueDate) + " again";
            }

            @Override
            public List<ForcingDay> days(LocalDate issueDate) {
                return original.days(issueDate);
            }
        };
        return new DomainInput(
                INPUT.domain(),
                INPUT.normals(),
                INPUT.forcing(),
                INPUT.retrievals(),
                Optional.of(other),
                List.of(),
                List.of());
    }

    @Test
    void everyTileHasItsCellsDayByDay() {
        List<ProducerRecord<String, byte[]>> messages = send(INPUT, DATE);
        assertThat(messages).hasSize(INPUT.domain().tiles() + 1);
        List<ForcingDay> days = INPUT.forecasts().orElseThrow().days(DATE);
        for (int tile = 0; tile < INPUT.domain().tiles(); tile++) {
            ForecastForcing forecast = SingleObject.decode(messages.get(tile).value(), ForecastForcing.class);
            assertThat(forecast.getTile()).isEqualTo(tile);
            assertThat(forecast.getIssueDate()).isEqualTo(DATE);
            assertThat(forecast.getDays()).isEqualTo(days.size());
            int cells = INPUT.domain().size(tile);
            assertThat(forecast.getPrecipitationMmPerDay()).hasSize(days.size() * cells);
            for (int day = 0; day < days.size(); day++) {
                float[] temperatureK = days.get(day).values(ForcingVariable.AIR_TEMPERATURE_K, INPUT.domain(), tile);
                for (int cell = 0; cell < cells; cell++) {
                    assertThat(forecast.getAirTemperatureK().get(day * cells + cell))
                            .isEqualTo(temperatureK[cell]);
                }
            }
            assertThat(forecast.getRelativeHumidityPercent())
                    .as("the twin has none")
                    .isEmpty();
        }
    }

    @Test
    void isSentOnceAndAgainWhenItHasChanged() {
        assertThat(first(send(INPUT, DATE)).getVersion()).isEqualTo(1);
        assertThat(send(INPUT, DATE)).isEmpty();
        assertThat(first(send(reissued(), DATE)).getVersion()).isEqualTo(2);
        assertThat(send(reissued(), DATE)).isEmpty();
        assertThat(first(send(INPUT, DATE.plusDays(1))).getVersion()).isEqualTo(1);
    }

    @Test
    void whatHasNoForecastSendsNone() {
        assertThat(send(INPUT, DATE.plusDays(3))).isEmpty();
        var without = new DomainInput(
                INPUT.domain(), INPUT.normals(), INPUT.forcing(), INPUT.retrievals(), List.of(), List.of());
        assertThat(send(without, DATE)).isEmpty();
    }
}
