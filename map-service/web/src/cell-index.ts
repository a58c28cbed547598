// Which cell is at a place of the map, and how far apart cells are.

import type { Cells, GridPlace } from "./api";
import { columnOf, LEFT_M, rowOf } from "./ease";
import { isDense, mercatorX, mercatorY } from "./value-layer";

export class CellIndex {
    readonly dense: boolean;
    /** Distance to the nearest neighbour that most cells have, in units of Mercator's square. */
    readonly spacing: number;
    private readonly at?: Int32Array;

    constructor(
        private readonly cells: Cells,
        private readonly grid: GridPlace | undefined,
    ) {
        this.dense = isDense(cells, grid);
        if (this.dense && grid) {
            this.at = new Int32Array(grid.width * grid.height).fill(-1);
            for (let i = 0; i < cells.latitudes.length; i++) {
                this.at[(cells.rows as Uint16Array)[i] * grid.width + (cells.columns as Uint16Array)[i]] = i;
            }
        }
        this.spacing = this.dense && grid ? grid.cellM / (-2 * LEFT_M) : this.medianSpacing();
    }

    /** The cell at a place, within a reach in units of Mercator's square; -1 where there is none. */
    find(longitude: number, latitude: number, reach: number): number {
        if (this.at && this.grid) {
            const row = rowOf(latitude, this.grid.cellM) - this.grid.firstRow;
            const column = columnOf(longitude, this.grid.cellM) - this.grid.firstColumn;
            const inside = row >= 0 && row < this.grid.height && column >= 0 && column < this.grid.width;
            return inside ? this.at[row * this.grid.width + column] : -1;
        }
        let nearest = -1;
        let least = reach;
        const [x, y] = [mercatorX(longitude), mercatorY(latitude)];
        for (let i = 0; i < this.cells.latitudes.length; i++) {
            const far = Math.hypot(mercatorX(this.cells.longitudes[i]) - x, mercatorY(this.cells.latitudes[i]) - y);
            if (far <= least) {
                least = far;
                nearest = i;
            }
        }
        return nearest;
    }

    private medianSpacing(): number {
        const count = this.cells.latitudes.length;
        const some = Math.min(count, 40);
        const distances: number[] = [];
        for (let k = 0; k < some; k++) {
            const i = Math.floor((k * count) / some);
            let least = 1;
            for (let j = 0; j < count; j++) {
                if (j !== i) {
                    const far = Math.hypot(
                        mercatorX(this.cells.longitudes[j]) - mercatorX(this.cells.longitudes[i]),
                        mercatorY(this.cells.latitudes[j]) - mercatorY(this.cells.latitudes[i]),
                    );
                    least = Math.min(least, far);
                }
            }
            distances.push(least);
        }
        distances.sort((a, b) => a - b);
        return distances[distances.length >> 1] ?? 1;
    }
}
