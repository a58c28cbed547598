package org.soilcast.inference.area;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.area.AreaSums;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/** Which areas each tile has cells of, and what a day of the tile adds to them. */
public final class TileAreas {
    private final Map<Integer, List<Share>> byTile = new HashMap<>();

    private record Share(AreaCells area, int index) {}

    /** Of some areas. */
    public TileAreas(List<AreaCells> areas) {
        for (AreaCells area : areas) {
            for (int index = 0; index < area.tiles(); index++) {
                byTile.computeIfAbsent(area.tile(index), none -> new ArrayList<>())
                        .add(new Share(area, index));
            }
        }
    }

    /** Hands on what a tile's day adds to each of its areas. */
    public void parts(TileResult result, Consumer<AreaPart> out) {
        List<Share> shares = byTile.getOrDefault(result.tile(), List.of());
        if (shares.isEmpty()) {
            return;
        }
        float[] surface = result.row(ResultColumn.SURFACE_PERCENTILE);
        float[] rootZone = result.row(ResultColumn.ROOT_ZONE_PERCENTILE);
        boolean shortClimatology = (result.quality()[0] & QualityFlags.CLIMATOLOGY_SHORT) != 0; // of all cells or none
        for (Share share : shares) {
            var sums = new AreaSums();
            int[] cells = share.area().cells(share.index());
            float[] weights = share.area().weights(share.index());
            for (int i = 0; i < cells.length; i++) {
                sums.addCell(weights[i]);
                for (Depth depth : Depth.values()) {
                    float percentile = (depth == Depth.SURFACE ? surface : rootZone)[cells[i]];
                    sums.add(depth, weights[i], percentile, shares(result, depth, cells[i]));
                }
            }
            out.accept(new AreaPart(
                    share.area().id(),
                    result.tile(),
                    Math.toIntExact(result.epochDay()),
                    share.area().definition(),
                    result.modelVersion(),
                    result.revision(),
                    shortClimatology,
                    sums.numbers()));
        }
    }

    /** Shares of members in each dry class or a drier one; NaN without an ensemble. */
    private static float[] shares(TileResult result, Depth depth, int cell) {
        var shares = new float[DroughtDay.CLASSES];
        if (result.dryMembers().length == 0) {
            Arrays.fill(shares, Float.NaN);
        } else {
            for (int each = 0; each < shares.length; each++) {
                shares[each] = result.dryMembers(depth, each, cell) / (float) Runs.MEMBERS;
            }
        }
        return shares;
    }
}
