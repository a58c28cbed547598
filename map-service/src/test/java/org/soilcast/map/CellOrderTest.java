package org.soilcast.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellOrderTest {
    @Test
    void wholeNumbersAreOrderedByValue() {
        assertThat(sorted("10", "9", "100", "-1")).containsExactly("-1", "9", "10", "100");
    }

    @Test
    void oneOtherKeyMakesTheOrderTextual() {
        assertThat(sorted("10", "9", "100", "x")).containsExactly("10", "100", "9", "x");
    }

    @Test
    void leadingZerosAreKeptAndEqualValuesAreOrderedByText() {
        assertThat(sorted("53877", "03047", "7", "07")).containsExactly("07", "7", "03047", "53877");
    }

    @Test
    void numbersTooLargeForALongAreText() {
        assertThat(sorted("9999999999999999999", "10")).containsExactly("10", "9999999999999999999");
    }

    private static List<String> sorted(String... keys) {
        List<String> all = List.of(keys);
        return all.stream().sorted(CellOrder.of(all)).toList();
    }
}
