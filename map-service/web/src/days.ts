// Values of layers on dates: asked for once, kept while there is room.

import * as api from "./api";
import { column, type Layer } from "./layers";

const MOST_BYTES = 160 << 20;

export class Days {
    private readonly kept = new Map<string, Promise<Float32Array>>();

    constructor(
        private domain: api.Domain,
        private ahead: api.Ahead,
    ) {}

    /** Forgets what a newer state of the results may have changed. */
    renew(domain: api.Domain, ahead: api.Ahead): void {
        this.domain = domain;
        this.ahead = ahead;
        this.kept.clear();
    }

    /** Values in the layer's unit, in the order of the cells; NaN where nothing is known. */
    values(layer: Layer, date: string): Promise<Float32Array> {
        const key = layer.ahead ? layer.id : `${layer.id} ${date}`;
        let values = this.kept.get(key);
        if (values) {
            this.kept.delete(key);
        } else {
            values = this.load(layer, date);
            values.catch(() => this.kept.delete(key));
        }
        this.kept.set(key, values);
        const most = Math.max(4, Math.floor(MOST_BYTES / (4 * Math.max(1, this.domain.cells))));
        if (this.kept.size > most) {
            this.kept.delete(this.kept.keys().next().value as string);
        }
        return values;
    }

    private async load(layer: Layer, date: string): Promise<Float32Array> {
        const [value, other] = await Promise.all([
            layer.ahead ? api.dayAhead(this.ahead, layer.ahead, layer.column) : api.day(layer.column, date, layer.within ?? 1),
            layer.minus ? api.day(layer.minus.column, layer.minus.since(date), 1) : undefined,
        ]);
        const decimals = layer.ahead ? this.ahead.decimals[layer.column] : column(this.domain, layer.column).decimals;
        const unit = 10 ** -decimals;
        const values = new Float32Array(value.length);
        for (let i = 0; i < values.length; i++) {
            const unknown = value[i] === api.UNKNOWN || (other !== undefined && other[i] === api.UNKNOWN);
            values[i] = unknown ? NaN : (value[i] - (other ? other[i] : 0)) * unit;
        }
        return values;
    }
}
