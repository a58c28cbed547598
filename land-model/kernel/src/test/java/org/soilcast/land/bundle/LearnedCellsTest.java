package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedCellsTest {
    private static final List<String> KEYS =
            IntStream.range(0, 1000).mapToObj(Integer::toString).toList();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 1})
    void anyChoiceIsToldAgain(double share) {
        long seed = 31;
        var random = new Random(seed);
        Set<String> chosen = new HashSet<>(KEYS);
        chosen.removeIf(key -> random.nextDouble() >= share);

        assertThat(LearnedCells.of("small", chosen).among("small", KEYS))
                .as("seed %d", seed)
                .isEqualTo(chosen);
    }

    @Test
    void noneIsOfAnotherDomain() {
        assertThat(LearnedCells.of("small", KEYS).among("large", KEYS)).isEmpty();
    }

    @Test
    void cellsThatTheDomainGetsLaterAreNotLearnedFrom() {
        assertThat(LearnedCells.of("small", List.of("1", "2", "3")).among("small", List.of("0", "2", "3", "4")))
                .containsExactlyInAnyOrder("2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "QUJD", ""})
    void onlyAZlibStreamInBase64IsTaken(String keys) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LearnedCells("small", keys));
    }

    @Test
    void keysAreKeptShort() {
        assertThat(LearnedCells.of("small", KEYS).keys().length()).isLessThan(3 * KEYS.size());
    }
}
