package org.soilcast.ops.drill;

import org.apache.avro.specific.SpecificRecord;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;

/** One input of an order drill and when it may come. Times are in days: an input of day n comes on time from n on. */
sealed interface DrillInput {
    /** When it comes in the clean run; inputs of the same moment keep the order of the set. */
    double onTime();

    /** It comes at this moment or later. */
    double earliest();

    /** It comes before this moment. */
    double latest();

    /** Puts it into the pipeline. */
    void sendTo(OrderPipeline pipeline) throws Exception;

    /** A record on a topic that ingest reads. */
    record OnTopic(Topics topic, int tile, SpecificRecord value, double onTime, double earliest, double latest)
            implements DrillInput {
        @Override
        public void sendTo(OrderPipeline pipeline) throws Exception {
            pipeline.send(topic, tile, SingleObject.encode(value));
        }
    }

    /** A control record among the tile-days of one partition, as the aligner hands it on. */
    record Control(int partition, SpecificRecord value, double onTime, double earliest, double latest)
            implements DrillInput {
        @Override
        public void sendTo(OrderPipeline pipeline) throws Exception {
            pipeline.sendControl(partition, SingleObject.encode(value));
        }
    }

    /** Parameters of a model version, as they leave the parameter network. */
    record Model(TileParameters parameters, double onTime, double earliest, double latest) implements DrillInput {
        @Override
        public void sendTo(OrderPipeline pipeline) throws Exception {
            pipeline.send(parameters);
        }
    }
}
