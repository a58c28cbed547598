package org.soilcast.inference.topics;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.inference.operators.TileDayInput;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.TileDay;

/** Takes the envelope off a tile-day; what cannot be read goes to {@link Undecodable#REJECTED}. */
public final class DecodeTileDay extends ProcessFunction<TopicRecord, TileDayInput> {
    @Override
    public void processElement(TopicRecord record, Context context, Collector<TileDayInput> out) {
        try {
            out.collect(input(SingleObject.decode(record.value(), TileDay.class)));
        } catch (IllegalArgumentException e) {
            context.output(Undecodable.REJECTED, Undecodable.rejected(record, e));
        }
    }

    /** A tile-day as the job takes it. */
    public static TileDayInput input(TileDay day) {
        return new TileDayInput(
                day.getTile(),
                day.getDate().toEpochDay(),
                day.getRevision(),
                Floats.array(day.getPrecipitationMmPerDay()),
                Floats.array(day.getAirTemperatureC()),
                Floats.array(day.getPotentialEvapotranspirationMmPerDay()),
                Floats.array(day.getObservedM3PerM3()),
                Floats.ints(day.getQuality()));
    }
}
