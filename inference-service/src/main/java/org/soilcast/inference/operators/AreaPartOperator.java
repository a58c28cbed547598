package org.soilcast.inference.operators;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaPart;
import org.soilcast.inference.area.TileAreas;
import org.soilcast.inference.tile.TileResult;

/** What each tile's day adds to the areas that it has cells of. */
public final class AreaPartOperator extends RichFlatMapFunction<TileResult, AreaPart> {
    private final ArrayList<AreaCells> areas;
    private transient TileAreas tiles;

    /** Of some areas. */
    public AreaPartOperator(List<AreaCells> areas) {
        this.areas = new ArrayList<>(areas);
    }

    @Override
    public void open(OpenContext context) {
        tiles = new TileAreas(areas);
    }

    @Override
    public void flatMap(TileResult result, Collector<AreaPart> out) {
        tiles.parts(result, out::collect);
    }
}
