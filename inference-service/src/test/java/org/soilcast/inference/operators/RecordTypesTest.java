package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.area.AreaPart;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.PartitionControl;
import org.soilcast.inference.topics.TopicRecord;

class RecordTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                TopicRecord.class,
                TileDayInput.class,
                TileModelInput.class,
                BundleInput.class,
                TileParameters.class,
                TileResult.class,
                AlertResult.class,
                AreaPart.class,
                AreaDayResult.class,
                RejectedInput.class,
                AcceptedBundle.class,
                ControlInput.class,
                PartitionControl.class
            })
    void whatTravelsBetweenOperatorsNeverFallsBackToKryo(Class<?> type) {
        var config = new SerializerConfigImpl();
        config.setGenericTypes(false);

        assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
        TypeInformation.of(type).createSerializer(config);
    }

    @Test
    void aTileDayComesBackAsItWas() throws Exception {
        var day = TileDayInput.of(
                3,
                16_526,
                2,
                new float[] {1, 2},
                new float[] {-3, 4},
                new float[] {0, 5},
                new float[] {Float.NaN, 0.2f},
                new int[] {0, 33});
        var serializer = TypeInformation.of(TileDayInput.class).createSerializer(new SerializerConfigImpl());
        var out = new DataOutputSerializer(256);
        serializer.serialize(day, out);

        assertThat(serializer
                        .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()))
                        .sameAs(day))
                .isTrue();
    }
}
