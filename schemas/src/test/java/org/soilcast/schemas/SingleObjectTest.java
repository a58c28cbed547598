package org.soilcast.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.TileDay;

class SingleObjectTest {
    private static final Retrievals RETRIEVALS = new Retrievals(
            "smap_conus",
            7,
            LocalDate.of(2015, 4, 1),
            "smap_l3_am",
            1,
            "daily.csv.gz",
            "00",
            Floats.view(new float[] {0.25f, Float.NaN, 0.31f}),
            List.of());

    @Test
    void bringsBackWhatItEncoded() {
        Retrievals back = SingleObject.decode(SingleObject.encode(RETRIEVALS), Retrievals.class);

        assertThat(back.getDate()).isEqualTo(RETRIEVALS.getDate());
        assertThat(Floats.array(back.getSoilMoistureM3PerM3())).containsExactly(0.25f, Float.NaN, 0.31f);
        assertThat(SingleObject.encode(back)).isEqualTo(SingleObject.encode(RETRIEVALS));
    }

    @Test
    void tellsTwoRecordTypesOfOneTopicApart() {
        var closed = new DayClosed("smap_conus", 7, LocalDate.of(2015, 4, 1), "smap_l3_am");

        assertThat(SingleObject.decode(SingleObject.encode(closed))).isInstanceOf(DayClosed.class);
        assertThat(SingleObject.decode(SingleObject.encode(RETRIEVALS))).isInstanceOf(Retrievals.class);
    }

    @Test
    void tellsControlRecordsApartFromTheDaysAmongWhichTheyStand() {
        LocalDate date = LocalDate.of(2015, 4, 1);
        for (SpecificRecord control : List.of(
                new ModelActivated("smap_conus", 2, date, 3L),
                new DayComplete("smap_conus", date, 3L),
                new ForecastRun("smap_conus", date, 3L))) {
            assertThat(SingleObject.decode(SingleObject.encode(control))).isEqualTo(control);
        }
    }

    @Test
    void saysWhichTypeWasExpected() {
        byte[] bytes = SingleObject.encode(RETRIEVALS);

        assertThatThrownBy(() -> SingleObject.decode(bytes, TileDay.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected TileDay, found Retrievals");
    }

    @Test
    void refusesBytesWithoutTheMarker() {
        assertThatThrownBy(() -> SingleObject.decode(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("single-object");
    }

    @Test
    void refusesAnUnknownFingerprint() {
        byte[] bytes = SingleObject.encode(RETRIEVALS);
        bytes[4] ^= 1;

        assertThatThrownBy(() -> SingleObject.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fingerprint");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damagedRecordsAreRefusedOrReadButNeverThrowAnythingElse(long seed) {
        var random = new Random(seed);
        byte[] whole = SingleObject.encode(RETRIEVALS);
        for (int attempt = 0; attempt < 2_000; attempt++) {
            byte[] damaged = Arrays.copyOf(whole, 10 + random.nextInt(whole.length - 9));
            damaged[10 + random.nextInt(Math.max(1, damaged.length - 10)) - (damaged.length == 10 ? 1 : 0)] ^=
                    (byte) (1 << random.nextInt(8));
            try {
                SingleObject.decode(damaged);
            } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).as("seed " + seed).isNotBlank();
            }
        }
    }
}
