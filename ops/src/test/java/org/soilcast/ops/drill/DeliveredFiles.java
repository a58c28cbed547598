package org.soilcast.ops.drill;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.inference.operators.LandOperator;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.ingest.align.IngestTopology;
import org.soilcast.ingest.parse.DomainSets;
import org.soilcast.ingest.publish.DayRecords;
import org.soilcast.ingest.publish.PlannedDay;
import org.soilcast.ingest.publish.PublishPlan;
import org.soilcast.ingest.publish.PublishProgress;
import org.soilcast.ingest.publish.PublishedSoFar;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.map.SoilMoistureCsv;
import org.soilcast.map.SoilMoistureTable;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.PublishedInput;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.service.ServiceMetric;

/**
 * Files through all of production's parts but the broker and the network: reader, plan, the publisher's records, topology,
 * land operator, export. Each delivery is what a start of the service finds in the data folder.
 */
final class DeliveredFiles implements AutoCloseable {
    private final String domain;
    private final LocalDate first;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PublishProgress progress = new PublishProgress(registry);
    private final OrderPipeline pipeline;
    private final SoilMoistureTable table = new SoilMoistureTable();
    private final List<Rejected> rejected = new ArrayList<>();
    private PublishedSoFar published = new PublishedSoFar();
    private boolean hasParameters;

    /**
     * A service that has not seen any file.
     *
     * @param first date on which the model takes effect
     * @param stateFolder for the topology's store
     */
    DeliveredFiles(String domain, LocalDate first, Path stateFolder) throws Exception {
        this.domain = domain;
        this.first = first;
        this.pipeline = new OrderPipeline(
                IngestTopology.inMemory(domain, 1, registry), domain, stateFolder, LandOperator::new, Optional.empty());
    }

    /** The service starts, and publishes what is new from a date on. */
    void deliver(Path data, Optional<LocalDate> from) throws Exception {
        DomainInput input;
        try {
            input = DomainSets.read(domain, data).input();
        } catch (InputException e) {
            take(DayRecords.rejected(domain, e.rejected()));
            return;
        }
        PublishPlan plan = PublishPlan.of(input, input.dates(from, Optional.empty()), published);
        var records = new DayRecords(input, 1);
        take(records.tiles());
        for (int tile = 0; tile < input.domain().tiles() && !hasParameters; tile++) {
            pipeline.send(parameters(tile, input.domain().size(tile)));
        }
        hasParameters = true;
        take(records.rejected(plan.rejected()));
        for (PlannedDay day : plan.days()) {
            take(records.of(day));
        }
    }

    /** What was published is forgotten where it is looked up, so that all comes again. */
    void forgetPublished() {
        published = new PublishedSoFar();
    }

    private void take(List<ProducerRecord<String, byte[]>> messages) throws Exception {
        progress.count(messages);
        for (ProducerRecord<String, byte[]> message : messages) {
            if (message.topic().equals(Topics.PUBLISHED.topic())) {
                published.take(SingleObject.decode(message.value(), PublishedInput.class));
            } else if (message.topic().equals(Topics.REJECTED.topic())) {
                rejected.add(SingleObject.decode(message.value(), Rejected.class));
            } else {
                Topics topic = Topics.all().stream()
                        .filter(one -> one.topic().equals(message.topic()))
                        .findAny()
                        .orElseThrow();
                if (topic == Topics.TILES) {
                    table.add(SingleObject.decode(message.value(), Tile.class));
                }
                pipeline.send(topic, Integer.parseInt(message.key()), message.value());
            }
        }
        rejected.addAll(pipeline.takeRejected());
    }

    private TileParameters parameters(int tile, int cells) {
        var parameters = new float[Parameter.values().length * cells];
        for (Parameter parameter : Parameter.values()) {
            int start = parameter.ordinal() * cells;
            Arrays.fill(parameters, start, start + cells, (float) parameter.fromUnit(0.5));
        }
        var states = new float[State.values().length * cells];
        Arrays.fill(states, 0, cells, 10);
        Arrays.fill(states, cells, 2 * cells, 50);
        Arrays.fill(states, 2 * cells, 3 * cells, 140);
        return TileParameters.openLoop(tile, 1, first.toEpochDay(), false, parameters, states);
    }

    /** The export of all results. */
    String export() throws IOException {
        pipeline.results().forEach(table::add);
        var csv = new StringWriter();
        SoilMoistureCsv.write(table, csv);
        return csv.toString();
    }

    /** What is on the topic of rejected input, in order. */
    List<Rejected> rejected() {
        return rejected;
    }

    /** What the metric has counted, by reason. */
    Map<String, Integer> counted() {
        var counts = new TreeMap<String, Integer>();
        for (Counter counter : registry.find("soilcast.records.rejected").counters()) {
            counts.merge(counter.getId().getTag("reason"), (int) counter.count(), Integer::sum);
        }
        return counts;
    }

    /** How many records of a topic changed nothing. */
    double repeated() {
        return ServiceMetric.RECORDS_REPEATED
                .counter(registry, ServiceMetric.INGEST)
                .count();
    }

    @Override
    public void close() throws Exception {
        pipeline.close();
    }
}
