package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
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
    void anyChoiceIsToldAgainWhateverTheOrderOfCells(double share) {
        long seed = 31;
        var random = new Random(seed);
        Set<String> chosen = new HashSet<>(KEYS);
        chosen.removeIf(key -> random.nextDouble() >= share);
        List<String> shuffled = new ArrayList<>(KEYS);
        Collections.shuffle(shuffled, random);

        LearnedCells noted = LearnedCells.of("small", KEYS, chosen);

        assertThat(noted.among("small", shuffled)).as("seed %d", seed).isEqualTo(chosen);
    }

    @Test
    void noneIsOfAnotherDomain() {
        assertThat(LearnedCells.of("small", KEYS, Set.copyOf(KEYS)).among("large", KEYS))
                .isEmpty();
    }

    @Test
    void besideOtherCellsOfTheDomainNothingIsTold() {
        LearnedCells noted = LearnedCells.of("small", KEYS, Set.of("1"));

        assertThatThrownBy(() -> noted.among("small", KEYS.subList(0, 999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be told");
        var tooManyBits = new LearnedCells(
                "small",
                LearnedCells.of("small", KEYS.subList(0, 2), Set.of()).keysSha256(),
                "BA=="); // the third of two cells
        assertThatThrownBy(() -> tooManyBits.among("small", KEYS.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyBase64IsTaken() {
        assertThatThrownBy(() -> new LearnedCells("small", "01".repeat(32), "?"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBitForEachCellIsAllThatIsKept() {
        LearnedCells all = LearnedCells.of("small", KEYS, Set.copyOf(KEYS));

        assertThat(all.bits()).hasSize(4 * ((1000 / 8 + 2) / 3));
        assertThat(LearnedCells.of("small", KEYS, Set.of()).bits()).isEmpty();
    }
}
