
/*
 * Windows of days. All arrays are [block][..][row][128]:
 *   states, stateGradients  [block][state]        parameters, parameterGradients  [block][parameter]
 *   drivers                 [block][day][driver]  fluxes, fluxGradients           [block][day][flux]
 *   tape                    [block][day][state]   dayGradients                    [block][day][state]
 * The tape holds the states at the begin of each day; dayGradients is dL/d(states at the end of each day) apart from
 * what later days add. Parameters or drivers of fewer blocks are used again: members of an ensemble share them.
 */

#ifdef __CUDACC__

/* One block of threads is one block of cells; a cell's states stay in registers from day to day. */

extern "C" __global__ void __launch_bounds__(BLOCK_CELLS) forward_window(
    float *states, const float *parameters, int parameterBlocks, const float *drivers, int driverBlocks,
    float *fluxes, float *tape, int days)
{
    const size_t block = blockIdx.x;
    const int lane = threadIdx.x;
    float *cell = states + block * STATES_ROWS * BLOCK_CELLS + lane;
    parameters += block % parameterBlocks * PARAMETERS_ROWS * BLOCK_CELLS + lane;
    const float *weather = drivers + block % driverBlocks * days * DRIVERS_ROWS * BLOCK_CELLS;
    float now[STATES_ROWS], next[STATES_ROWS], flux[FLUXES_ROWS];
#pragma unroll
    for (int row = 0; row < STATES_ROWS; row++) now[row] = cell[row * BLOCK_CELLS];
    for (int day = 0; day < days; day++) {
        const size_t at = block * days + day;
        if (tape) {
#pragma unroll
            for (int row = 0; row < STATES_ROWS; row++) tape[(at * STATES_ROWS + row) * BLOCK_CELLS + lane] = now[row];
        }
        forward(
            now, 1, parameters, BLOCK_CELLS, weather + (size_t) day * DRIVERS_ROWS * BLOCK_CELLS + lane, BLOCK_CELLS, next, 1,
            flux, 1);
        if (fluxes) {
#pragma unroll
            for (int row = 0; row < FLUXES_ROWS; row++) fluxes[(at * FLUXES_ROWS + row) * BLOCK_CELLS + lane] = flux[row];
        }
#pragma unroll
        for (int row = 0; row < STATES_ROWS; row++) now[row] = next[row];
    }
#pragma unroll
    for (int row = 0; row < STATES_ROWS; row++) cell[row * BLOCK_CELLS] = now[row];
}

extern "C" __global__ void __launch_bounds__(BLOCK_CELLS) adjoint_window(
    const float *tape, const float *parameters, int parameterBlocks, const float *drivers, int driverBlocks,
    const float *dayGradients, const float *fluxGradients, float *stateGradients, float *parameterGradients, int days)
{
    const size_t block = blockIdx.x;
    const int lane = threadIdx.x;
    parameters += block % parameterBlocks * PARAMETERS_ROWS * BLOCK_CELLS + lane;
    const float *weather = drivers + block % driverBlocks * days * DRIVERS_ROWS * BLOCK_CELLS;
    float after[STATES_ROWS], before[STATES_ROWS], flux[FLUXES_ROWS], sums[PARAMETERS_ROWS];
#pragma unroll
    for (int row = 0; row < STATES_ROWS; row++) after[row] = 0;
#pragma unroll
    for (int row = 0; row < PARAMETERS_ROWS; row++) sums[row] = 0;
    for (int day = days - 1; day >= 0; day--) {
        const size_t at = block * days + day;
#pragma unroll
        for (int row = 0; row < STATES_ROWS; row++)
            after[row] += dayGradients[(at * STATES_ROWS + row) * BLOCK_CELLS + lane];
#pragma unroll
        for (int row = 0; row < FLUXES_ROWS; row++)
            flux[row] = fluxGradients ? fluxGradients[(at * FLUXES_ROWS + row) * BLOCK_CELLS + lane] : 0;
        adjoint(
            tape + at * STATES_ROWS * BLOCK_CELLS + lane, BLOCK_CELLS, parameters, BLOCK_CELLS,
            weather + (size_t) day * DRIVERS_ROWS * BLOCK_CELLS + lane, BLOCK_CELLS, after, 1, flux, 1, before, 1, sums,
            1);
#pragma unroll
        for (int row = 0; row < STATES_ROWS; row++) after[row] = before[row];
    }
#pragma unroll
    for (int row = 0; row < STATES_ROWS; row++)
        stateGradients[(block * STATES_ROWS + row) * BLOCK_CELLS + lane] = after[row];
#pragma unroll
    for (int row = 0; row < PARAMETERS_ROWS; row++)
        parameterGradients[(block * PARAMETERS_ROWS + row) * BLOCK_CELLS + lane] = sums[row];
}

#else

/* The cells of a block are the inner loop, which the compiler turns into vectors. */

#define LANES _Pragma("GCC ivdep") for (int lane = 0; lane < BLOCK_CELLS; lane++)

void forward_window(
    float *states, const float *parameters, int parameterBlocks, const float *drivers, int driverBlocks,
    float *fluxes, float *tape, int days, int blocks)
{
    for (size_t block = 0; block < (size_t) blocks; block++) {
        float *now = states + block * STATES_ROWS * BLOCK_CELLS;
        const float *own = parameters + block % parameterBlocks * PARAMETERS_ROWS * BLOCK_CELLS;
        float next[STATES_ROWS * BLOCK_CELLS], flux[FLUXES_ROWS * BLOCK_CELLS];
        for (int day = 0; day < days; day++) {
            const size_t at = block * days + day;
            const float *weather = drivers + (block % driverBlocks * days + day) * DRIVERS_ROWS * BLOCK_CELLS;
            if (tape) memcpy(tape + at * STATES_ROWS * BLOCK_CELLS, now, sizeof next);
            LANES forward(
                now + lane, BLOCK_CELLS, own + lane, BLOCK_CELLS, weather + lane, BLOCK_CELLS, next + lane, BLOCK_CELLS,
                flux + lane, BLOCK_CELLS);
            if (fluxes) memcpy(fluxes + at * FLUXES_ROWS * BLOCK_CELLS, flux, sizeof flux);
            memcpy(now, next, sizeof next);
        }
    }
}

void adjoint_window(
    const float *tape, const float *parameters, int parameterBlocks, const float *drivers, int driverBlocks,
    const float *dayGradients, const float *fluxGradients, float *stateGradients, float *parameterGradients, int days, int blocks)
{
    for (size_t block = 0; block < (size_t) blocks; block++) {
        const float *own = parameters + block % parameterBlocks * PARAMETERS_ROWS * BLOCK_CELLS;
        float after[STATES_ROWS * BLOCK_CELLS] = {0}, before[STATES_ROWS * BLOCK_CELLS];
        float flux[FLUXES_ROWS * BLOCK_CELLS] = {0}, sums[PARAMETERS_ROWS * BLOCK_CELLS] = {0};
        for (int day = days - 1; day >= 0; day--) {
            const size_t at = block * days + day;
            const float *weather = drivers + (block % driverBlocks * days + day) * DRIVERS_ROWS * BLOCK_CELLS, *then = tape + at * STATES_ROWS * BLOCK_CELLS;
            for (int i = 0; i < STATES_ROWS * BLOCK_CELLS; i++) after[i] += dayGradients[at * STATES_ROWS * BLOCK_CELLS + i];
            if (fluxGradients) memcpy(flux, fluxGradients + at * FLUXES_ROWS * BLOCK_CELLS, sizeof flux);
            LANES adjoint(
                then + lane, BLOCK_CELLS, own + lane, BLOCK_CELLS, weather + lane, BLOCK_CELLS, after + lane, BLOCK_CELLS,
                flux + lane, BLOCK_CELLS, before + lane, BLOCK_CELLS, sums + lane, BLOCK_CELLS);
            memcpy(after, before, sizeof after);
        }
        memcpy(stateGradients + block * STATES_ROWS * BLOCK_CELLS, after, sizeof after);
        memcpy(parameterGradients + block * PARAMETERS_ROWS * BLOCK_CELLS, sums, sizeof sums);
    }
}

#endif
