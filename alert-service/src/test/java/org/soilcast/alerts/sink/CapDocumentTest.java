package org.soilcast.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.alerts.SampleAlerts;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.Place;
import org.soilcast.alerts.message.Place.Point;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

class CapDocumentTest {
    private static final CapDocument DOCUMENT =
            new CapDocument("office@example.org", 10, Optional.of(URI.create("https://example.org/soil/")));
    private static final AlertMessage RAISED = SampleAlerts.message(1, AlertState.RAISED, 1, Optional.empty());

    @TempDir
    Path folder;

    @Test
    void everyMessageHasTheStructureOfTheStandard() throws Exception {
        URL structure = CapDocumentTest.class.getResource("cap-structure.xsd");
        assertValid(factory().newSchema(structure));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_CAP_SCHEMA", matches = ".+")
    void everyMessageIsValidByTheSchemaOfOasis() throws Exception {
        Path schema = Path.of(System.getenv("SOILCAST_CAP_SCHEMA"));
        assertValid(factory().newSchema(schema.toFile()));
    }

    private static void assertValid(Schema schema) throws Exception {
        for (AlertMessage message : messages().toList()) {
            byte[] text = DOCUMENT.of(message);
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(text)));
        }
    }

    /** Every state, class and certainty; places of a station, a cell, and none; texts that XML has to escape, or cannot hold. */
    private static Stream<AlertMessage> messages() {
        var cell = new Place("a \u0001 & b", Optional.of(cellCentre()), true);
        var nowhere = new Place("7.3", Optional.empty(), false);
        return Stream.of(AlertState.values())
                .flatMap(state -> Stream.of(1, 2, 3, 4, 5)
                        .flatMap(number -> Stream.of(SampleAlerts.station(1), cell, nowhere)
                                .map(place -> {
                                    Alert alert = Alert.newBuilder(SampleAlerts.alert(1, state, 2, SampleAlerts.RAISED))
                                            .setDroughtClass(number)
                                            .setProbability(number == 5 ? .01f : number * .24f)
                                            .setModelChanged(number == 2)
                                            .build();
                                    return SampleAlerts.message(
                                            alert,
                                            place,
                                            number == 1 ? Optional.empty() : Optional.of(RAISED.asEarlier()));
                                })));
    }

    @Test
    void aDroughtThatBeginsIsAnAlert() throws Exception {
        assertThat(texts(RAISED, "msgType")).containsExactly("Alert");
        assertThat(texts(RAISED, "sent")).containsExactly("2016-06-20T06:30:00-00:00");
        assertThat(texts(RAISED, "status")).containsExactly("Actual");
        assertThat(texts(RAISED, "references")).isEmpty();
        assertThat(texts(RAISED, "severity")).containsExactly("Severe");
        assertThat(texts(RAISED, "certainty")).containsExactly("Likely");
        assertThat(texts(RAISED, "urgency")).containsExactly("Future");
        assertThat(texts(RAISED, "onset")).containsExactly("2016-06-10T00:00:00-00:00");
        assertThat(texts(RAISED, "circle")).containsExactly("36.1346,-97.1081 10.0");
        assertThat(texts(RAISED, "web")).singleElement().asString().startsWith("https://example.org/soil/#");
    }

    @Test
    void whatFollowsNamesTheMessageBefore() throws Exception {
        AlertMessage cleared = SampleAlerts.message(1, AlertState.CLEARED, 2, Optional.of(RAISED.asEarlier()));
        assertThat(texts(cleared, "msgType")).containsExactly("Update");
        assertThat(texts(cleared, "responseType")).containsExactly("AllClear");
        assertThat(texts(cleared, "urgency")).containsExactly("Past");
        assertThat(texts(cleared, "references"))
                .containsExactly(
                        "office@example.org," + texts(RAISED, "identifier").get(0) + ","
                                + texts(RAISED, "sent").get(0));
        AlertMessage cancelled = SampleAlerts.message(1, AlertState.CANCELLED, 2, Optional.of(RAISED.asEarlier()));
        assertThat(texts(cancelled, "msgType")).containsExactly("Cancel");
        assertThat(texts(cancelled, "identifier")).isNotEqualTo(texts(cleared, "identifier"));
    }

    @Test
    void aCellOfAGridHasItsOutlineAndMadeUpDataAreATest() throws Exception {
        Point centre = cellCentre();
        AlertMessage message = SampleAlerts.message(
                SampleAlerts.alert(1, AlertState.RAISED, 1, SampleAlerts.RAISED),
                new Place("36/97", Optional.of(centre), true),
                Optional.empty());
        assertThat(texts(message, "status")).containsExactly("Test");
        assertThat(texts(message, "circle")).isEmpty();
        String[] corners = texts(message, "polygon").get(0).split(" ");
        assertThat(corners).hasSize(5).startsWith(corners[4]);
        double south = Double.parseDouble(corners[0].split(",")[0]);
        double north = Double.parseDouble(corners[2].split(",")[0]);
        assertThat(south).isLessThan(centre.latitudeDegrees());
        assertThat(north).isGreaterThan(centre.latitudeDegrees());
        double east = Double.parseDouble(corners[1].split(",")[1]);
        double west = Double.parseDouble(corners[0].split(",")[1]);
        double columnDegrees = 360.0 / EaseGrid.M36.columns();
        assertThat(east - west).isBetween(columnDegrees - 2e-4, columnDegrees + 2e-4);
    }

    /** The middle as records hold it. */
    private static Point cellCentre() {
        return new Point((float) EaseGrid.M36.latitudeDegrees(100), (float) EaseGrid.M36.longitudeDegrees(220));
    }

    @Test
    void filesAppearWholeUnderTheMessagesName() throws Exception {
        Path file = Files.writeString(
                folder.resolve("sinks.yaml"), "sinks: [{name: a, type: cap, folder: cap, sender: office@example.org}]");
        AlertSink sink = SinkFile.read(file, Clock.systemUTC()).sinks().get(0).sink();
        assertThat(sink.tell(List.of(RAISED))).isEqualTo(new Outcome.Taken());
        assertThat(sink.tell(List.of(RAISED))).isEqualTo(new Outcome.Taken());
        assertThat(names(folder.resolve("cap")))
                .containsExactly(CapDocument.identifier(RAISED.id()) + ".xml")
                .allMatch(name -> name.matches("severe-drought_0\\.1_2016-06-10_1\\.[0-9a-f]{8}\\.xml"));
        Files.delete(folder.resolve("cap").resolve(names(folder.resolve("cap")).get(0)));
        Files.delete(folder.resolve("cap"));
        assertThat(sink.tell(List.of(RAISED))).isInstanceOf(Outcome.Later.class);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> texts(AlertMessage message, String element) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(DOCUMENT.of(message)));
        var nodes = document.getElementsByTagNameNS("urn:oasis:names:tc:emergency:cap:1.2", element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static SchemaFactory factory() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory;
    }
}
