package org.soilcast.map.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.soilcast.map.AreaDayColumn;
import org.soilcast.map.ResultFacts;
import org.soilcast.map.TileResults;
import org.soilcast.map.postgres.Table.Columns;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.schemas.avro.Tile;

/** The tables: what the columns hold is said of their fields in schemas and in {@link ResultColumn}. */
final class Tables {
    /** The newest result of each cell. */
    static final Table<CellResult> CELLS = cells();
    /** How dry each area is on each date. */
    static final Table<AreaDay> AREA_STATISTICS = areaStatistics();
    /** Each alert as it stands. */
    static final Table<PlacedAlert> ALERTS = alerts();
    /** Each decision on a model version. */
    static final Table<ModelDecision> DECISIONS = decisions();
    /** How far each partition of a topic is in the tables; a cluster's own, since others count anew. */
    static final Table<Offset> OFFSETS = new Columns<Offset>()
            .text("cluster", Offset::cluster)
            .text("topic", Offset::topic)
            .whole("partition", Offset::partition)
            .of("next_offset", Long.class, Offset::next)
            .table("offsets", 3, Optional.empty());

    private Tables() {}

    /**
     * A cell of a tile's result.
     *
     * @param tile where its cells are
     * @param date valid date
     * @param results of the tile
     * @param index of the cell in its tile
     */
    record CellResult(Tile tile, java.time.LocalDate date, TileResults results, int index) {}

    /**
     * An alert and the tile that its cell is in.
     *
     * @param alert as it stands
     * @param tile empty for that of an area
     */
    record PlacedAlert(Alert alert, Optional<Tile> tile) {
        private <T> Optional<T> ofCell(java.util.function.Function<Tile, List<T>> values) {
            return tile.map(values)
                    .filter(list -> alert.getCell() >= 0 && alert.getCell() < list.size())
                    .map(list -> list.get(alert.getCell()));
        }
    }

    /**
     * The next record of a partition.
     *
     * @param cluster identifier of the Kafka cluster
     * @param topic its name
     * @param partition its number
     * @param next offset behind the last record that is in the tables
     */
    record Offset(String cluster, String topic, int partition, long next) {}

    private static Table<CellResult> cells() {
        var columns = new Columns<CellResult>()
                .text("domain", cell -> cell.tile().getDomain())
                .text("cell", cell -> cell.tile().getCells().get(cell.index()))
                .whole("tile", cell -> cell.tile().getTile())
                .number("longitude", cell -> cell.tile().getLongitudeDegrees().get(cell.index()))
                .number("latitude", cell -> cell.tile().getLatitudeDegrees().get(cell.index()))
                .date("date", CellResult::date)
                .whole("model_version", cell -> cell.results().origin().modelVersion())
                .whole("revision", cell -> cell.results().origin().revision());
        for (ResultColumn column : ResultColumn.values()) {
            if (column.decimals() == 0) {
                columns.whole(column.label(), cell -> known(cell.results().scaled(column, cell.index())));
            } else {
                columns.number(column.label(), cell -> cell.results().value(column, cell.index()));
            }
        }
        return columns.table("cells", 2, Optional.of("date"));
    }

    private static Optional<Integer> known(int scaled) {
        return scaled == TileResults.UNKNOWN ? Optional.empty() : Optional.of(scaled);
    }

    private static Table<AreaDay> areaStatistics() {
        var columns = new Columns<AreaDay>().text("area", AreaDay::getArea);
        AreaDayColumn.ALL.forEach(column -> {
            columns.of(column.name(), column.type(), column.value());
            if (column.name().equals("date")) {
                columns.text("name", AreaDay::getName).text("domain", AreaDay::getDomain);
            }
        });
        return columns.table("area_statistics", 2, Optional.empty());
    }

    private static Table<PlacedAlert> alerts() {
        return new Columns<PlacedAlert>()
                .text("id", of -> of.alert().getId())
                .text("rule", of -> of.alert().getRule())
                .text("domain", of -> of.alert().getDomain())
                .text("cell", of -> of.ofCell(Tile::getCells))
                .number("longitude", of -> of.ofCell(Tile::getLongitudeDegrees))
                .number("latitude", of -> of.ofCell(Tile::getLatitudeDegrees))
                .text("area", of -> of.alert().getArea())
                .text("area_name", of -> of.alert().getAreaName())
                .text("kind", of -> of.alert().getKind())
                .text("variable", of -> of.alert().getVariable())
                .text("state", of -> of.alert().getState().name().toLowerCase(Locale.ROOT))
                .whole("sequence", of -> of.alert().getSequence())
                .text("class", of -> ResultFacts.className(of.alert().getDroughtClass()))
                .text("peak", of -> ResultFacts.className(of.alert().getPeakClass()))
                .number("percentile", of -> of.alert().getPercentile())
                .number("probability", of -> of.alert().getProbability())
                .date("since", of -> of.alert().getSince())
                .date("raised_on", of -> of.alert().getRaisedOn())
                .date("cleared_on", of -> Optional.ofNullable(of.alert().getClearedOn()))
                .date("as_of", of -> of.alert().getAsOf())
                .is("provisional", of -> of.alert().getProvisional())
                .is("model_changed", of -> of.alert().getModelChanged())
                .is("short_climatology", of -> of.alert().getShortClimatology())
                .is("notify", of -> of.alert().getNotify())
                .whole("model_version", of -> of.alert().getModelVersion())
                .whole("revision", of -> of.alert().getRevision())
                .table("alerts", 1, Optional.empty());
    }

    private static Table<ModelDecision> decisions() {
        return new Columns<ModelDecision>()
                .text("id", of -> Topics.decisionKey(of.getTrigger().name(), of.getCut(), of.getChampion()))
                .text("domain", ModelDecision::getDomain)
                .date("cut", ModelDecision::getCut)
                .text("trigger", of -> of.getTrigger().name().toLowerCase(Locale.ROOT))
                .text("outcome", of -> of.getOutcome().name().toLowerCase(Locale.ROOT))
                .whole("champion", ModelDecision::getChampion)
                .whole("version", of -> positive(of.getVersion()))
                .whole("copy_of", of -> positive(of.getCopyOf()))
                .date("learned_from", of -> Optional.ofNullable(of.getLearnedFrom()))
                .date("learned_to", of -> Optional.ofNullable(of.getLearnedTo()))
                .date("judged_from", of -> Optional.ofNullable(of.getJudgedFrom()))
                .date("look_again", of -> Optional.ofNullable(of.getLookAgain()))
                .of("judged_pairs", Long.class, ModelDecision::getJudgedPairs)
                .text("reason", ModelDecision::getReason)
                .text(
                        "findings",
                        of -> of.getFindings().stream()
                                .map(finding -> (finding.getPassed() ? "passed " : "failed ") + finding.getCriterion()
                                        + ": " + finding.getDetail())
                                .collect(Collectors.joining("\n")))
                .table("decisions", 1, Optional.empty());
    }

    private static Optional<Integer> positive(int version) {
        return version > 0 ? Optional.of(version) : Optional.empty();
    }
}
