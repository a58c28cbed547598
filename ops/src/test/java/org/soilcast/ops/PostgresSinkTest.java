package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.postgres.PostgresSink;
import org.soilcast.map.postgres.PostgresTarget;
import org.soilcast.ops.monitoring.DroughtDashboard;
import org.soilcast.ops.monitoring.TablePanel;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/** From the topics of a real broker into the tables of a real Postgres, which is killed in between. */
@Tag("starts")
class PostgresSinkTest {
    private static final LocalDate DAY = LocalDate.parse("2016-01-30");
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String COUNTED = """
        create table public.counted (area text, date date);
        create function count_it() returns trigger language plpgsql as $$
          begin insert into public.counted values (new.area, new.date); return new; end $$;
        create trigger counts after insert or update on soilcast.area_statistics
          for each row execute function count_it();
        """;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void everyRecordIsInTheTablesOnceWhateverHappensToTheDatabase() throws Exception {
        try (var postgres = PostgresServer.start(Files.createDirectory(folder.resolve("postgres")));
                var taken = StateFolder.take(folder.resolve("state"));
                var broker = EmbeddedBroker.start(taken.kafka())) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            PostgresTarget target = target(postgres);
            send(kafka, Topics.TILES, Topics.tileKey(0), SingleObject.encode(ExportCommandTest.tile()));
            moisture(kafka, "2016-01-30", .25f);
            moisture(kafka, "2016-01-31", .5f);
            moisture(kafka, "2016-01-29", .75f); // late input
            send(kafka, Topics.SOIL_MOISTURE, "0/2016-02-01", new byte[] {1, 2, 3});
            send(kafka, Topics.ALERTS, alert(2).getId(), SingleObject.encode(alert(2)));
            send(kafka, Topics.ALERTS, alert(4).getId(), SingleObject.encode(alert(4)));
            send(kafka, Topics.MODEL_DECISIONS, "HAND/2016-01-30/1", SingleObject.encode(AreaRecords.refusal(DAY)));
            try (var sink = PostgresSink.start(kafka, target)) {
                awaitRows(
                        postgres, "select 1 from soilcast.decisions where outcome = 'refused' and version is null", 1);
                awaitRows(postgres, "select 1 from soilcast.cells where date = '2016-01-31'", 2);
                assertThat(rows(
                                postgres,
                                "select cell, surface_mean, surface_sd, longitude from soilcast.cells order by cell"))
                        .first()
                        .asString()
                        .contains("0.5")
                        .contains("null");
                awaitRows(postgres, "select 1 from soilcast.alerts where class = 'D3' and cell is not null", 1);

                execute(postgres, COUNTED);
                int sent = 0;
                for (int kill = 0; kill < 3; kill++) {
                    sent = hundredDays(kafka, sent);
                    postgres.kill();
                    sent = hundredDays(kafka, sent);
                    postgres.restart();
                }
                awaitRows(postgres, "select 1 from soilcast.area_statistics", sent);
                assertThat(rows(postgres, "select count(*), count(distinct (area, date)) from public.counted"))
                        .as("each record exactly once")
                        .containsExactly(sent + " " + sent);
                assertThat(sink.failure()).isEmpty();
                for (TablePanel panel : DroughtDashboard.panels()) {
                    assertThat(rows(postgres, panel.query("osage")))
                            .as(panel.title())
                            .isNotEmpty();
                }
            }
            areaDay(kafka, DAY.minusDays(1));
            PostgresSink.start(kafka, target).close(); // brings in what there is then
            assertThat(rows(
                            postgres,
                            "select rootzone_percent_d1, surface_percentile, name from"
                                    + " soilcast.area_statistics where date = '2016-01-29'"))
                    .containsExactly("25.0 null Osage County");
            assertThat(rows(postgres, "select count(*) from public.counted")).containsExactly("601");
        }
    }

    private PostgresTarget target(PostgresServer postgres) throws Exception {
        Files.writeString(folder.resolve("secret"), PostgresServer.PASSWORD + "\n");
        Path file = Files.writeString(
                folder.resolve("postgres.properties"),
                "url=" + postgres.url() + "\nuser=" + PostgresServer.USER + "\npassword-file=secret\n");
        return PostgresTarget.read(file, Map.of()).checked();
    }

    private static void awaitRows(PostgresServer postgres, String query, int count) {
        Await.until(query, LONGEST, () -> {
            try {
                return rows(postgres, query).size() == count;
            } catch (SQLException e) {
                return false; // no table yet
            }
        });
    }

    private static void execute(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(PostgresServer postgres, String query) throws SQLException {
        var found = new ArrayList<String>();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getObject(column)));
                }
                found.add(String.join(" ", row));
            }
        }
        return found;
    }

    private static void moisture(KafkaConnection kafka, String date, float mean) {
        send(
                kafka,
                Topics.SOIL_MOISTURE,
                "0/" + date,
                SingleObject.encode(ExportCommandTest.result(date, 2, mean, ExportCommandTest.DOMAIN)));
    }

    private static int hundredDays(KafkaConnection kafka, int first) {
        for (int i = 0; i < 100; i++) {
            areaDay(kafka, DAY.plusDays(first + i));
        }
        return first + 100;
    }

    private static void areaDay(KafkaConnection kafka, LocalDate date) {
        send(
                kafka,
                Topics.AREA_STATISTICS,
                Topics.areaDateKey("osage", date),
                SingleObject.encode(AreaRecords.day(date)));
    }

    private static Alert alert(int droughtClass) {
        return Alert.newBuilder()
                .setId(Topics.alertKey("drought", 0, 1, DAY))
                .setRule("drought")
                .setDomain(ExportCommandTest.DOMAIN)
                .setTile(0)
                .setCell(1)
                .setState(AlertState.UPDATED)
                .setSequence(droughtClass)
                .setDroughtClass(droughtClass)
                .setPeakClass(droughtClass)
                .setPercentile(3)
                .setProbability(0.8f)
                .setSince(DAY)
                .setRaisedOn(DAY.plusDays(9))
                .setClearedOn(null)
                .setAsOf(DAY.plusDays(14))
                .setProvisional(true)
                .setModelChanged(false)
                .setModelVersion(1)
                .setRevision(1)
                .setShortClimatology(true)
                .build();
    }

    private static void send(KafkaConnection kafka, Topics topic, String key, byte[] record) {
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(new ProducerRecord<>(topic.topic(), 0, key, record));
        }
    }
}
