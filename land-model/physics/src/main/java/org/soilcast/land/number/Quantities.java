package org.soilcast.land.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One number for each constant of an enum: all states of a cell, all its parameters. None is missing and none changes.
 *
 * @param <K> the quantities
 * @param <N> a number of any kind
 */
public final class Quantities<K extends Enum<K>, N> {
    private final Class<K> quantities;
    private final List<N> numbers;

    private Quantities(Class<K> quantities, Function<? super K, ? extends N> number) {
        K[] all = quantities.getEnumConstants();
        this.quantities = quantities;
        this.numbers = new ArrayList<>(all.length);
        for (K quantity : all) {
            numbers.add(number.apply(quantity));
        }
    }

    /** The number that the function gives for each quantity, asked in the order of the enum. */
    public static <K extends Enum<K>, N> Quantities<K, N> of(
            Class<K> quantities, Function<? super K, ? extends N> number) {
        return new Quantities<>(quantities, number);
    }

    /**
     * The numbers of a map.
     *
     * @throws IllegalArgumentException if the map lacks a quantity
     */
    public static <K extends Enum<K>, N> Quantities<K, N> of(Class<K> quantities, Map<K, N> numbers) {
        return new Quantities<>(quantities, quantity -> {
            N number = numbers.get(quantity);
            if (number == null) {
                throw new IllegalArgumentException("expected all of " + quantities.getSimpleName() + ", found no "
                        + quantity + " in " + numbers.keySet());
            }
            return number;
        });
    }

    /** The number of a quantity. */
    public N get(K quantity) {
        return numbers.get(quantity.ordinal());
    }

    /** All numbers, in the order of the enum; only to be read. */
    public List<N> numbers() {
        return List.copyOf(numbers);
    }

    /** The same quantities with what the function makes of each number. */
    public <M> Quantities<K, M> map(Function<? super N, ? extends M> change) {
        return new Quantities<>(quantities, quantity -> change.apply(get(quantity)));
    }

    /** Takes every quantity with its number, in the order of the enum. */
    public void forEach(BiConsumer<? super K, ? super N> take) {
        for (K quantity : quantities.getEnumConstants()) {
            take.accept(quantity, get(quantity));
        }
    }
}
