// EASE-Grid 2.0 (EPSG:6933): the numbers of EaseGrid.java, for the page and for its shaders.

/** Semi-major axis of WGS 84, m. */
export const A = 6378137;
/** Eccentricity of WGS 84. */
export const E = 0.0818191908426215;
/** Scale along the equator: true scale is at 30 degrees. */
export const K0 = 0.866751002572199;
export const LEFT_M = -17367530.4451614;
export const TOP_M = 7314540.83063831;

/** Row of a latitude: Snyder (1987), equations 3-12 and 10-15. */
export function rowOf(latitude: number, cellM: number): number {
    const sine = Math.sin((latitude * Math.PI) / 180);
    const q = (1 - E * E) * (sine / (1 - (E * sine) ** 2) - Math.log((1 - E * sine) / (1 + E * sine)) / (2 * E));
    return Math.floor((TOP_M - (A * q) / (2 * K0)) / cellM);
}

export function columnOf(longitude: number, cellM: number): number {
    return Math.floor((((longitude * Math.PI) / 180) * A * K0 - LEFT_M) / cellM);
}
