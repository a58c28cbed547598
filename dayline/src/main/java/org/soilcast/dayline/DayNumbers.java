package org.soilcast.dayline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.CorrectionNet;
import org.soilcast.dayline.correction.DenseNet;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.ensemble.EnsembleNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.bundle.BundleSections.Tensor;

/**
 * What a bundle says of the day line: the filter's numbers and the correction, each in a section of its own that may be
 * missing.
 *
 * @param filter section {@value #FILTER}, one tensor {@code numbers}: the seven of the ensemble, then the filter's five
 * @param correction section {@value #CORRECTION}: {@code constants}, and where there are networks {@code means},
 *     {@code deviations} and for each layer {@code net0.layer0.weight} [input][output], {@code .bias} [output] and so on,
 *     {@code spread.layer0…} likewise
 */
public record DayNumbers(Optional<FilterNumbers> filter, Optional<Correction> correction) {
    private static final String FILTER = "filter";
    private static final String CORRECTION = "correction";
    private static final int FILTER_NUMBERS = 12;
    private static final int CONSTANTS = 5;

    /**
     * Reads them from a bundle's sections.
     *
     * @throws IllegalArgumentException if a section is there but not as described
     */
    public static DayNumbers of(BundleSections sections) {
        SortedMap<String, Tensor> filter = sections.section(FILTER);
        SortedMap<String, Tensor> correction = sections.section(CORRECTION);
        return new DayNumbers(
                filter.isEmpty() ? Optional.empty() : Optional.of(filter(values(filter, "numbers", FILTER_NUMBERS))),
                correction.isEmpty() ? Optional.empty() : Optional.of(correction(correction)));
    }

    /** The sections of a bundle with these in place of its own. */
    public BundleSections into(BundleSections sections) {
        return sections.with(FILTER, filter.map(DayNumbers::tensors).orElseGet(TreeMap::new))
                .with(CORRECTION, correction.map(DayNumbers::tensors).orElseGet(TreeMap::new));
    }

    private static SortedMap<String, Tensor> tensors(FilterNumbers numbers) {
        EnsembleNumbers spread = numbers.spread();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put(
                "numbers",
                row(
                        spread.rainSd(),
                        spread.demandSd(),
                        spread.correlation(),
                        spread.memoryDays(),
                        spread.layer1NoiseM3PerM3(),
                        spread.layer2NoiseM3PerM3(),
                        spread.layer3NoiseM3PerM3(),
                        numbers.retrievalSdM3PerM3(),
                        numbers.biasShare(),
                        numbers.biasMemoryDays(),
                        numbers.layer2Share(),
                        numbers.layer3Share()));
        return tensors;
    }

    private static FilterNumbers filter(float[] n) {
        return new FilterNumbers(
                new EnsembleNumbers(n[0], n[1], n[2], n[3], n[4], n[5], n[6]), n[7], n[8], n[9], n[10], n[11]);
    }

    private static SortedMap<String, Tensor> tensors(Correction correction) {
        ResidualNumbers numbers = correction.numbers();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put(
                "constants",
                row(
                        numbers.slowDays(),
                        numbers.slowSdM3PerM3(),
                        numbers.fastDays(),
                        numbers.fastSdM3PerM3(),
                        numbers.retrievalSdM3PerM3()));
        correction.net().ifPresent(net -> {
            tensors.put("means", Tensor.of(net.means()));
            tensors.put("deviations", Tensor.of(net.deviations()));
            for (int i = 0; i < net.nets().size(); i++) {
                put(tensors, "net" + i, net.nets().get(i));
            }
            put(tensors, "spread", net.spread());
        });
        return tensors;
    }

    private static void put(SortedMap<String, Tensor> tensors, String name, DenseNet net) {
        for (int i = 0; i < net.layers().size(); i++) {
            DenseNet.Layer layer = net.layers().get(i);
            int outputs = layer.biases().length;
            tensors.put(
                    name + ".layer" + i + ".weight",
                    new Tensor(List.of(layer.weights().length / outputs, outputs), layer.weights()));
            tensors.put(name + ".layer" + i + ".bias", Tensor.of(layer.biases()));
        }
    }

    private static Correction correction(SortedMap<String, Tensor> tensors) {
        float[] c = values(tensors, "constants", CONSTANTS);
        var numbers = new ResidualNumbers(c[0], c[1], c[2], c[3], c[4]);
        if (tensors.size() == 1) {
            return new Correction(numbers, Optional.empty());
        }
        List<DenseNet> nets = new ArrayList<>();
        while (tensors.containsKey("net" + nets.size() + ".layer0.weight")) {
            nets.add(net(tensors, "net" + nets.size()));
        }
        return new Correction(
                numbers,
                Optional.of(new CorrectionNet(
                        tensor(tensors, "means").values(),
                        tensor(tensors, "deviations").values(),
                        nets,
                        net(tensors, "spread"))));
    }

    private static DenseNet net(SortedMap<String, Tensor> tensors, String name) {
        List<DenseNet.Layer> layers = new ArrayList<>();
        do {
            String layer = name + ".layer" + layers.size();
            layers.add(new DenseNet.Layer(
                    tensor(tensors, layer + ".weight").values(),
                    tensor(tensors, layer + ".bias").values()));
        } while (tensors.containsKey(name + ".layer" + layers.size() + ".weight"));
        return new DenseNet(layers);
    }

    private static float[] values(SortedMap<String, Tensor> tensors, String name, int count) {
        float[] values = tensor(tensors, name).values();
        if (values.length != count) {
            throw new IllegalArgumentException("expected " + count + " " + name + ", found " + values.length);
        }
        return values;
    }

    private static Tensor tensor(SortedMap<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("a section lacks " + name);
        }
        return tensor;
    }

    private static Tensor row(double... numbers) {
        var values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers[i];
        }
        return Tensor.of(values);
    }
}
