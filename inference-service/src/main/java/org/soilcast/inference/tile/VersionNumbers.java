package org.soilcast.inference.tile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.forecast.ForecastNumbers;
import org.soilcast.land.bundle.BundleSections;

/**
 * What bundles say of the analysis, by version: the same for all tiles, so each subtask keeps it once. It comes with the
 * parameters of each tile, before any day that needs it.
 */
public final class VersionNumbers {
    private static final DayNumbers NONE = new DayNumbers(Optional.empty(), Optional.empty());
    /** Every subtask gets those of all, since tiles may have moved to it. */
    private static final ListStateDescriptor<Tuple2<Integer, byte[]>> STATE = new ListStateDescriptor<>(
            "version-numbers", Types.TUPLE(Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));

    private final ListState<Tuple2<Integer, byte[]>> state;
    private final Map<Integer, byte[]> bytes = new TreeMap<>();
    private final Map<Integer, DayNumbers> decoded = new HashMap<>();
    private final Map<Integer, Optional<ForecastNumbers>> calibrations = new HashMap<>();

    /** Those that the operator's state holds. */
    public VersionNumbers(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(STATE);
        for (Tuple2<Integer, byte[]> version : state.get()) {
            bytes.put(version.f0, version.f1);
        }
    }

    /** Takes the numbers off parameters, and returns these without. */
    public TileParameters take(TileParameters model) {
        if (model.numbers().length > 0) {
            bytes.putIfAbsent(model.version(), model.numbers());
        }
        return model.withoutNumbers();
    }

    /** What a version says; nothing if its bundle has no such section. */
    public DayNumbers of(int version) {
        byte[] sections = bytes.get(version);
        return sections == null
                ? NONE
                : decoded.computeIfAbsent(version, any -> DayNumbers.of(BundleSections.ofBytes(sections)));
    }

    /** The calibration of a version's forecasts, if its bundle has one. */
    public Optional<ForecastNumbers> forecast(int version) {
        byte[] sections = bytes.get(version);
        return sections == null
                ? Optional.empty()
                : calibrations.computeIfAbsent(version, any -> ForecastNumbers.of(BundleSections.ofBytes(sections)));
    }

    /** Puts them into the operator's state. */
    public void snapshot() throws Exception {
        state.clear();
        for (Map.Entry<Integer, byte[]> version : bytes.entrySet()) {
            state.add(Tuple2.of(version.getKey(), version.getValue()));
        }
    }
}
