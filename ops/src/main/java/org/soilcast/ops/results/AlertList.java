package org.soilcast.ops.results;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.map.CsvText;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;
import org.soilcast.schemas.avro.Tile;

/**
 * The alerts of a domain as they stand, each once.
 *
 * @param alerts newest change first, then by rule and cell or area
 * @param cells keys of the cells by tile, as far as tiles are there
 * @param skipped records that could not be read
 */
public record AlertList(List<Alert> alerts, Map<Integer, List<String>> cells, int skipped) {
    /** First line of a CSV file. */
    private static final String COLUMNS =
            "rule,cell,area,variable,kind,since,raised_on,cleared_on,state,class,peak,percentile,probability,as_of,provisional,model_changed,"
                    + "model_version,revision,short_climatology,notify,sequence,id";

    /** What is on the topics now. */
    public static AlertList read(KafkaConnection kafka) {
        var cells = new HashMap<Integer, List<String>>();
        TopicReader.readAll(
                kafka,
                Topics.TILES,
                record -> decoded(record, Tile.class).ifPresent(tile -> cells.put(tile.getTile(), tile.getCells())));
        var last = new HashMap<String, Alert>();
        int[] skipped = {0};
        TopicReader.readAll(kafka, Topics.ALERTS, record -> {
            Optional<Alert> alert = decoded(record, Alert.class);
            alert.ifPresentOrElse(found -> last.put(found.getId(), found), () -> skipped[0]++);
        });
        List<Alert> newestFirst = last.values().stream()
                .sorted(Comparator.comparing(Alert::getAsOf)
                        .reversed()
                        .thenComparing(Alert::getRule)
                        .thenComparing(Alert::getTile)
                        .thenComparing(Alert::getCell)
                        .thenComparing(Alert::getArea)
                        .thenComparing(Alert::getSince))
                .toList();
        return new AlertList(newestFirst, cells, skipped[0]);
    }

    private static <T extends SpecificRecord> Optional<T> decoded(
            ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(SingleObject.decode(record.value(), type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How many of them stand. */
    public long standing() {
        return alerts.stream().filter(AlertList::stands).count();
    }

    private static boolean stands(Alert alert) {
        return alert.getState() != AlertState.CANCELLED && alert.getClearedOn() == null;
    }

    /** An alert in a line for a person. */
    public String line(Alert alert) {
        return String.format(
                Locale.ROOT,
                "%-10s %-9s %s  %s (peak %s)%s  since %s%s  percentile %.1f, probability %.2f%s%s%s",
                subject(alert),
                alert.getState().name().toLowerCase(Locale.ROOT),
                alert.getAsOf(),
                name(alert.getDroughtClass()),
                name(alert.getPeakClass()),
                what(alert),
                alert.getSince(),
                alert.getClearedOn() == null ? "" : " to " + alert.getClearedOn(),
                alert.getPercentile(),
                alert.getProbability(),
                alert.getProvisional() ? ", provisional" : "",
                alert.getModelChanged() ? ", new model version" : "",
                alert.getShortClimatology() ? ", short climatology" : "");
    }

    /** All of them, with a first line that names the columns. */
    public void writeCsv(PrintWriter out) {
        out.print(COLUMNS + "\n");
        for (Alert alert : alerts) {
            var cell = new StringBuilder();
            CsvText.append(cell, alert.getArea().isEmpty() ? cell(alert) : "");
            out.print(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%.2f,%.4f,%s,%b,%b,%d,%d,%b,%b,%d,%s\n",
                    alert.getRule(),
                    cell,
                    alert.getArea(),
                    alert.getVariable(),
                    alert.getKind(),
                    alert.getSince(),
                    alert.getRaisedOn(),
                    alert.getClearedOn() == null ? "" : alert.getClearedOn(),
                    alert.getState(),
                    name(alert.getDroughtClass()),
                    name(alert.getPeakClass()),
                    alert.getPercentile(),
                    alert.getProbability(),
                    alert.getAsOf(),
                    alert.getProvisional(),
                    alert.getModelChanged(),
                    alert.getModelVersion(),
                    alert.getRevision(),
                    alert.getShortClimatology(),
                    alert.getNotify(),
                    alert.getSequence(),
                    alert.getId()));
        }
    }

    /** Of what it is: the area's name, or the cell's key. */
    private String subject(Alert alert) {
        return alert.getArea().isEmpty() ? cell(alert) : alert.getAreaName();
    }

    /** What its rule is about, where that is not the drought of the root zone. */
    private static String what(Alert alert) {
        return (alert.getKind().equals(AlertRule.Kind.DROUGHT.label()) ? "" : ", " + alert.getKind())
                + (alert.getVariable().equals(AlertResult.ROOT_ZONE) ? "" : ", " + alert.getVariable());
    }

    /** The cell's own key, or where its tile is not known, tile and index. */
    private String cell(Alert alert) {
        List<String> keys = cells.getOrDefault(alert.getTile(), List.of());
        return alert.getCell() < keys.size() ? keys.get(alert.getCell()) : alert.getTile() + "." + alert.getCell();
    }

    private static String name(int number) {
        for (DroughtClass each : DroughtClass.values()) {
            if (each.number() == number) {
                return each.name();
            }
        }
        return Integer.toString(number);
    }
}
