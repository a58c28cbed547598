package org.soilcast.map.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.map.Records;
import org.soilcast.map.store.ForecastFile.Place;
import org.soilcast.schemas.avro.Forecast;

class ForecastFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAndReplaced() throws Exception {
        var files = new ForecastFiles(folder);
        assertThat(files.read(0)).isEmpty();
        assertThat(files.tiles()).isEmpty();
        assertThat(files.version()).isEqualTo("none");
        ForecastFile first = file(0, "2020-01-30", new Place(1, 5));
        ForecastFile other = file(12, "2020-01-30", new Place(0, 6));
        files.write(List.of(first, other));
        assertThat(files.read(0)).contains(first);
        assertThat(files.read(12)).contains(other);
        assertThat(files.tiles()).containsExactly(0, 12);
        ForecastFile second = file(0, "2020-01-31", new Place(1, 9));
        files.write(List.of(second));
        assertThat(files.read(0)).contains(second);
        assertThat(files.read(12)).contains(other);
        assertThat(files.read(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFileThatWasChangedAnywhereIsNotTrusted(long seed) throws Exception {
        var random = new Random(seed);
        var files = new ForecastFiles(folder);
        files.write(List.of(file(0, "2020-01-30", new Place(0, 0)), file(1, "2020-01-30", new Place(0, 1))));
        Path path = StoredForecasts.path(folder, 0);
        byte[] whole = Files.readAllBytes(path);
        byte[] flipped = whole.clone();
        int at = random.nextInt(whole.length);
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(path, flipped);
        assertThatThrownBy(() -> files.read(0))
                .as("seed %d, byte %d", seed, at)
                .isInstanceOf(DamagedResults.class)
                .hasMessageContaining("tile-0.forecast");
        int length = random.nextInt(whole.length);
        Files.write(path, java.util.Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> files.read(0))
                .as("seed %d, cut to %d bytes", seed, length)
                .isInstanceOf(DamagedResults.class);
        assertThat(files.read(1)).as("the other tile").isPresent();
    }

    @Test
    void aFileOfAnotherTileIsNotTrusted() throws Exception {
        var files = new ForecastFiles(folder);
        files.write(List.of(file(0, "2020-01-30", new Place(0, 0))));
        Files.copy(StoredForecasts.path(folder, 0), StoredForecasts.path(folder, 3));
        assertThatThrownBy(() -> files.read(3))
                .isInstanceOf(DamagedResults.class)
                .hasMessageContaining("tile 0");
    }

    private static ForecastFile file(int tile, String issueDate, Place place) {
        Forecast forecast = Records.forecast(tile, issueDate, 2, .1f).build();
        return StoredForecasts.file(forecast, place);
    }
}
