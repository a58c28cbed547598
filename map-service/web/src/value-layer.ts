// A layer of the map that draws the values of all cells: a grid as one texture, stations as points.

import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from "maplibre-gl";
import type { Cells, GridPlace } from "./api";
import { LEFT_M } from "./ease";
import { texels, type Palette } from "./palettes";
import { GRID_FRAGMENT, GRID_VERTEX, POINT_FRAGMENT, POINT_VERTEX, program } from "./shaders";

/** Values and how they are drawn. */
export interface Side {
    values: Float32Array;
    palette: Palette;
    lowest: number;
    highest: number;
}

export interface Drawing {
    left: Side;
    right: Side;
}

export interface Appearance {
    /** Diameter of a point, pixels of the page. */
    diameter: number;
    ring: [number, number, number];
    /** Fraction of the map's width at which the sides meet. */
    border: number;
}

const UNKNOWN = -1e30;

export function mercatorX(longitude: number): number {
    return (longitude + 180) / 360;
}

export function mercatorY(latitude: number): number {
    return 0.5 - Math.atanh(Math.sin((latitude * Math.PI) / 180)) / (2 * Math.PI);
}

/** A grid is drawn as one when its cells touch; where they are far apart each is a point. */
export function isDense(cells: Cells, grid: GridPlace | undefined): boolean {
    return grid !== undefined && cells.latitudes.length > 0.3 * grid.width * grid.height;
}

export class ValueLayer implements CustomLayerInterface {
    readonly id = "values";
    readonly type = "custom" as const;
    readonly renderingMode = "2d" as const;
    appearance: Appearance = { diameter: 12, ring: [0, 0, 0], border: 0 };

    private readonly grid: GridPlace | undefined;
    private gl?: WebGL2RenderingContext;
    private map?: MapLibre;
    private program?: WebGLProgram;
    private vertices?: WebGLVertexArrayObject;
    private valueBuffer?: WebGLBuffer;
    private textures: WebGLTexture[] = [];
    private paletteTexture?: WebGLTexture;
    private drawing?: Drawing;
    private uploaded: (Float32Array | undefined)[] = [];
    private uploadedPalettes: Palette[] = [];

    constructor(
        private readonly cells: Cells,
        grid: GridPlace | undefined,
    ) {
        this.grid = isDense(cells, grid) ? grid : undefined;
    }

    show(drawing: Drawing): void {
        this.drawing = drawing;
        this.map?.triggerRepaint();
    }

    onAdd(map: MapLibre, context: WebGLRenderingContext | WebGL2RenderingContext): void {
        const gl = context as WebGL2RenderingContext;
        this.map = map;
        this.gl = gl;
        this.uploaded = [];
        this.uploadedPalettes = [];
        this.program = this.grid
            ? program(gl, GRID_VERTEX, GRID_FRAGMENT)
            : program(gl, POINT_VERTEX, POINT_FRAGMENT);
        this.vertices = gl.createVertexArray();
        gl.bindVertexArray(this.vertices);
        gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
        gl.bufferData(gl.ARRAY_BUFFER, this.grid ? this.corners(this.grid) : this.places(), gl.STATIC_DRAW);
        this.attribute("position");
        if (!this.grid) {
            this.valueBuffer = gl.createBuffer();
            gl.bindBuffer(gl.ARRAY_BUFFER, this.valueBuffer);
            this.attribute("values");
        }
        gl.bindVertexArray(null);
        this.textures = this.grid ? [this.texture(), this.texture()] : [];
        this.paletteTexture = this.texture();
    }

    onRemove(): void {
        this.map = undefined;
    }

    render(_context: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
        const { gl, drawing, program: shader } = this;
        if (!gl || !drawing || !shader) {
            return;
        }
        gl.useProgram(shader);
        gl.bindVertexArray(this.vertices ?? null);
        this.upload(gl, drawing);
        gl.activeTexture(gl.TEXTURE0);
        gl.bindTexture(gl.TEXTURE_2D, this.paletteTexture ?? null);
        gl.uniform1i(this.uniform("palette"), 0);
        const { left, right } = drawing;
        gl.uniform4f(this.uniform("range"), left.lowest, left.highest, right.lowest, right.highest);
        gl.uniform1f(this.uniform("border"), this.appearance.border * gl.drawingBufferWidth);
        gl.uniformMatrix4fv(this.uniform("matrix"), false, input.defaultProjectionData.mainMatrix as Float32Array);
        gl.enable(gl.BLEND);
        gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
        if (this.grid) {
            this.textures.forEach((texture, side) => {
                gl.activeTexture(gl.TEXTURE1 + side);
                gl.bindTexture(gl.TEXTURE_2D, left.values === right.values ? this.textures[1] : texture);
            });
            gl.uniform1i(this.uniform("left"), 1);
            gl.uniform1i(this.uniform("right"), 2);
            const { firstColumn, firstRow, width, height, cellM } = this.grid;
            gl.uniform4f(this.uniform("frame"), firstColumn, firstRow, width, height);
            gl.uniform1f(this.uniform("cellM"), cellM);
            gl.uniform1f(this.uniform("opacity"), 0.92);
            gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
        } else {
            gl.uniform1f(this.uniform("size"), this.appearance.diameter * devicePixelRatio);
            gl.uniform3fv(this.uniform("ring"), this.appearance.ring);
            gl.drawArrays(gl.POINTS, 0, this.cells.latitudes.length);
        }
        gl.bindVertexArray(null);
    }

    private attribute(name: string): void {
        const gl = this.gl as WebGL2RenderingContext;
        const location = gl.getAttribLocation(this.program as WebGLProgram, name);
        gl.enableVertexAttribArray(location);
        gl.vertexAttribPointer(location, 2, gl.FLOAT, false, 0, 0);
    }

    private uniform(name: string): WebGLUniformLocation | null {
        return (this.gl as WebGL2RenderingContext).getUniformLocation(this.program as WebGLProgram, name);
    }

    private texture(): WebGLTexture {
        const gl = this.gl as WebGL2RenderingContext;
        const texture = gl.createTexture() as WebGLTexture;
        gl.bindTexture(gl.TEXTURE_2D, texture);
        for (const [name, value] of [
            [gl.TEXTURE_MIN_FILTER, gl.NEAREST],
            [gl.TEXTURE_MAG_FILTER, gl.NEAREST],
            [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
            [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
        ]) {
            gl.texParameteri(gl.TEXTURE_2D, name, value);
        }
        return texture;
    }

    /** Only what has changed since the last frame goes to the card. */
    private upload(gl: WebGL2RenderingContext, drawing: Drawing): void {
        gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
        gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
        gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
        const palettes = [drawing.left.palette, drawing.right.palette];
        if (palettes.some((palette, side) => this.uploadedPalettes[side] !== palette)) {
            const rows = new Uint8Array(2 * 256 * 4);
            palettes.forEach((palette, side) => rows.set(texels(palette), side * 256 * 4));
            gl.activeTexture(gl.TEXTURE0);
            gl.bindTexture(gl.TEXTURE_2D, this.paletteTexture as WebGLTexture);
            gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, rows);
            this.uploadedPalettes = palettes;
        }
        const sides = [drawing.left.values, drawing.right.values];
        if (this.grid) {
            const { width, height } = this.grid;
            sides.forEach((values, side) => {
                const isRight = side === 0 && values === sides[1]; // one texture is enough for both
                if (!isRight && this.uploaded[side] !== values) {
                    gl.activeTexture(gl.TEXTURE1 + side);
                    gl.bindTexture(gl.TEXTURE_2D, this.textures[side]);
                    const raster = this.raster(values, width, height);
                    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, width, height, 0, gl.RED, gl.FLOAT, raster);
                    this.uploaded[side] = values;
                }
            });
        } else if (this.uploaded[0] !== sides[0] || this.uploaded[1] !== sides[1]) {
            const pairs = new Float32Array(this.cells.latitudes.length * 2);
            sides.forEach((values, side) => {
                for (let i = 0; i < values.length; i++) {
                    pairs[2 * i + side] = Number.isNaN(values[i]) ? UNKNOWN : values[i];
                }
            });
            gl.bindBuffer(gl.ARRAY_BUFFER, this.valueBuffer ?? null);
            gl.bufferData(gl.ARRAY_BUFFER, pairs, gl.DYNAMIC_DRAW);
            this.uploaded = sides;
        }
    }

    private raster(values: Float32Array, width: number, height: number): Float32Array {
        const raster = new Float32Array(width * height).fill(UNKNOWN);
        const rows = this.cells.rows as Uint16Array;
        const columns = this.cells.columns as Uint16Array;
        for (let i = 0; i < values.length; i++) {
            if (!Number.isNaN(values[i])) {
                raster[rows[i] * width + columns[i]] = values[i];
            }
        }
        return raster;
    }

    /** The rectangle that the grid fills, with a margin: which row a place is in, the card works out. */
    private corners(grid: GridPlace): Float32Array {
        const margin = grid.cellM / -LEFT_M;
        const west = (grid.firstColumn * grid.cellM) / (-2 * LEFT_M) - margin;
        const east = ((grid.firstColumn + grid.width) * grid.cellM) / (-2 * LEFT_M) + margin;
        let north = 1;
        let south = 0;
        for (const latitude of this.cells.latitudes) {
            const y = mercatorY(latitude);
            north = Math.min(north, y);
            south = Math.max(south, y);
        }
        const [top, bottom] = [Math.max(0, north - 4 * margin), Math.min(1, south + 4 * margin)];
        return new Float32Array([west, top, east, top, west, bottom, east, bottom]);
    }

    private places(): Float32Array {
        const places = new Float32Array(this.cells.latitudes.length * 2);
        this.cells.latitudes.forEach((latitude, i) => {
            places[2 * i] = mercatorX(this.cells.longitudes[i]);
            places[2 * i + 1] = mercatorY(latitude);
        });
        return places;
    }
}
