package org.soilcast.ops.drill;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.kafka.streams.Topology;
import org.soilcast.inference.operators.LandOperator;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.ingest.align.IngestTopology;

/**
 * Whether the result is a function of the set of inputs: a seed draws an order of arrival, and results and states must
 * have the bytes of the run in which the same inputs came one after another, each once, on time. {@value #ORDERS_PER_SET}
 * orders share a set of inputs; the set, too, follows from the seed. The job that analyses fails now and then
 * and goes on from its last checkpoint, with one to four subtasks; in the clean run it does not. The clean run has the store of production, the
 * others, which would take ten times as long on it, one in memory.
 */
final class OrderDrill {
    private static final int ORDERS_PER_SET = 50;
    private static final int PARTS =
            DrillInputs.TILES * (DrillInputs.DAYS + 2) + DrillWatch.AREAS.size() * DrillInputs.DAYS;

    private final Path folder;
    private final Supplier<KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>> landOperators;
    private Optional<Reference> reference = Optional.empty();

    private record Reference(long set, List<DrillInput> inputs, OrderOutcome outcome) {}

    /**
     * A drill of the production operator.
     *
     * @param folder for stores, which do not outlive a seed
     */
    OrderDrill(Path folder) {
        this(folder, LandOperator::new);
    }

    /** A drill of another operator in the place of the production one: how a test shows that the drill can fail. */
    OrderDrill(
            Path folder,
            Supplier<KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>> landOperators) {
        this.folder = folder;
        this.landOperators = landOperators;
    }

    /** What the order of a seed changed; empty when nothing. */
    Optional<String> differenceOf(long seed) throws Exception {
        Reference clean = reference(Math.floorDiv(seed, ORDERS_PER_SET));
        Topology inMemory = IngestTopology.inMemory(OrderPipeline.DOMAIN, 1, new SimpleMeterRegistry());
        return run(inMemory, ArrivalOrder.of(clean.inputs(), seed), Optional.of(new Random(~seed)))
                .differenceFrom(clean.outcome());
    }

    private Reference reference(long set) throws Exception {
        if (reference.isEmpty() || reference.get().set() != set) {
            List<DrillInput> inputs = DrillInputs.inOrder(set);
            Topology production = IngestTopology.build(OrderPipeline.DOMAIN, 1, new SimpleMeterRegistry());
            OrderOutcome outcome = run(production, inputs, Optional.empty());
            if (outcome.parts() != PARTS) {
                throw new IllegalStateException("clean run of input set " + set + ": expected " + PARTS
                        + " results, days of areas, states and forecasts, found " + outcome.parts());
            }
            reference = Optional.of(new Reference(set, inputs, outcome));
        }
        return reference.get();
    }

    private OrderOutcome run(Topology ingest, List<DrillInput> inputs, Optional<Random> failures) throws Exception {
        try (var pipeline = new OrderPipeline(ingest, OrderPipeline.DOMAIN, folder, landOperators, failures)) {
            for (DrillInput input : inputs) {
                input.sendTo(pipeline);
            }
            return pipeline.outcome();
        }
    }
}
