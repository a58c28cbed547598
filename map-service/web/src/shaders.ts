// Programs for the graphics card. Left of the border they show one layer and date, right of it another.

import { A, E, K0, LEFT_M, TOP_M } from "./ease";

/** Colours a value: the row of its side's palette between lowest and highest. */
const COLOUR = `
uniform sampler2D palette; // a row for each side, the left one first
uniform vec4 range; // lowest and highest on the left, the same on the right
uniform float border;
const float UNKNOWN = -1e29;
vec4 colourOf(float value, float strength) {
    bool left = gl_FragCoord.x < border;
    vec2 ends = left ? range.xy : range.zw;
    float place = clamp((value - ends.x) / (ends.y - ends.x), 0.0, 0.99999);
    vec4 colour = texelFetch(palette, ivec2(int(place * 256.0), left ? 0 : 1), 0);
    return vec4(colour.rgb * strength, strength);
}`;

export const GRID_VERTEX = `#version 300 es
uniform mat4 matrix;
in vec2 position;
out highp vec2 mercator;
void main() {
    mercator = position;
    gl_Position = matrix * vec4(position, 0.0, 1.0);
}`;

/**
 * Row and column of EASE-Grid 2.0 (EPSG:6933) at a place of the Mercator map: x is linear in longitude, y goes by Snyder
 * (1987), equations 3-12 and 10-15; the sine of the latitude at Mercator's y is tanh(pi (1 - 2 y)).
 */
export const GRID_FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D left;
uniform sampler2D right;
uniform vec4 frame; // first column, first row, width, height
uniform float cellM;
uniform float opacity;
in highp vec2 mercator;
out vec4 colour;
${COLOUR}
const float A = ${A.toFixed(1)};
const float E = ${E};
const float E2 = E * E;
const float K0 = ${K0};
const float LEFT_M = ${LEFT_M};
const float TOP_M = ${TOP_M};
const float PI = 3.14159265358979;
void main() {
    float sine = tanh(PI * (1.0 - 2.0 * mercator.y));
    float q = (1.0 - E2) * (sine / (1.0 - E2 * sine * sine) - log((1.0 - E * sine) / (1.0 + E * sine)) / (2.0 * E));
    float row = floor((TOP_M - A * q / (2.0 * K0)) / cellM) - frame.y;
    float column = floor((2.0 * PI * (mercator.x - 0.5) * A * K0 - LEFT_M) / cellM) - frame.x;
    if (row < 0.0 || row >= frame.w || column < 0.0 || column >= frame.z) {
        discard;
    }
    ivec2 texel = ivec2(int(column), int(row));
    float value = gl_FragCoord.x < border ? texelFetch(left, texel, 0).r : texelFetch(right, texel, 0).r;
    if (value < UNKNOWN) {
        discard;
    }
    colour = colourOf(value, opacity);
}`;

export const POINT_VERTEX = `#version 300 es
uniform mat4 matrix;
uniform float size;
in vec2 position;
in vec2 values;
out highp vec2 sides;
void main() {
    sides = values;
    gl_Position = matrix * vec4(position, 0.0, 1.0);
    gl_PointSize = size;
}`;

export const POINT_FRAGMENT = `#version 300 es
precision highp float;
uniform float size;
uniform vec3 ring;
in highp vec2 sides;
out vec4 colour;
${COLOUR}
void main() {
    float value = gl_FragCoord.x < border ? sides.x : sides.y;
    float far = length(gl_PointCoord - 0.5) * size;
    float edge = size * 0.5 - 1.0;
    float inside = 1.0 - smoothstep(edge - 0.7, edge + 0.7, far);
    if (inside <= 0.0) {
        discard;
    }
    float thick = clamp(size * 0.09, 0.6, 2.2);
    float rim = smoothstep(edge - thick, edge - thick + 1.0, far) * clamp(size / 16.0, 0.35, 1.0);
    vec4 fill = value < UNKNOWN ? vec4(0.0) : colourOf(value, 1.0);
    vec4 line = vec4(ring, 1.0) * (value < UNKNOWN ? 0.6 : 0.9);
    colour = mix(fill, line, rim) * inside;
}`;

export function program(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
    const made = gl.createProgram() as WebGLProgram;
    for (const [kind, source] of [
        [gl.VERTEX_SHADER, vertex],
        [gl.FRAGMENT_SHADER, fragment],
    ] as const) {
        const shader = gl.createShader(kind) as WebGLShader;
        gl.shaderSource(shader, source);
        gl.compileShader(shader);
        if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
            throw new Error(gl.getShaderInfoLog(shader) ?? "a shader does not compile");
        }
        gl.attachShader(made, shader);
    }
    gl.linkProgram(made);
    if (!gl.getProgramParameter(made, gl.LINK_STATUS)) {
        throw new Error(gl.getProgramInfoLog(made) ?? "a program does not link");
    }
    return made;
}
