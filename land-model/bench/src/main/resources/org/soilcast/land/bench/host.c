
/*
 * A program around the generated functions: land BLOCKS DAYS time
 *                                            land BLOCKS DAYS window STATE_WEIGHT FLUX_WEIGHT
 * Standard input: states, parameters, drivers. Standard output: seconds of one run over all blocks, the best of
 * five seconds' means; or states, fluxes,
 * gradients of states and of parameters.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static float *rows(size_t blocks, size_t count)
{
    float *values = aligned_alloc(64, blocks * count * BLOCK_CELLS * sizeof(float));
    if (!values) exit(2);
    return values;
}

static float *rows_read(size_t blocks, size_t count)
{
    float *values = rows(blocks, count);
    if (fread(values, sizeof(float) * BLOCK_CELLS, blocks * count, stdin) != blocks * count) exit(3);
    return values;
}

static void rows_write(const float *values, size_t blocks, size_t count)
{
    if (fwrite(values, sizeof(float) * BLOCK_CELLS, blocks * count, stdout) != blocks * count) exit(4);
}

static float *rows_of(size_t blocks, size_t count, float value)
{
    float *values = rows(blocks, count);
    for (size_t i = 0; i < blocks * count * BLOCK_CELLS; i++) values[i] = value;
    return values;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc < 4) return 1;
    const int blocks = atoi(argv[1]), days = atoi(argv[2]);
    float *states = rows_read(blocks, STATES_ROWS);
    float *parameters = rows_read(blocks, PARAMETERS_ROWS);
    float *drivers = rows_read(blocks, (size_t) days * DRIVERS_ROWS);
    float *fluxes = rows(blocks, (size_t) days * FLUXES_ROWS);
    if (!strcmp(argv[3], "time")) {
        forward_window(states, parameters, blocks, drivers, blocks, fluxes, NULL, days, blocks);
        double best = 1e9;
        for (int second = 0; second < 5; second++) {
            const double begin = now();
            int runs = 0;
            do {
                forward_window(states, parameters, blocks, drivers, blocks, fluxes, NULL, days, blocks);
                runs++;
            } while (now() - begin < 1);
            const double seconds = (now() - begin) / runs;
            if (seconds < best) best = seconds;
        }
        printf("%.9g\n", best);
        return 0;
    }
    float *tape = rows(blocks, (size_t) days * STATES_ROWS);
    float *dayGradients = rows_of(blocks, (size_t) days * STATES_ROWS, strtof(argv[4], NULL));
    float *fluxGradients = rows_of(blocks, (size_t) days * FLUXES_ROWS, strtof(argv[5], NULL));
    float *stateGradients = rows(blocks, STATES_ROWS);
    float *parameterGradients = rows(blocks, PARAMETERS_ROWS);
    forward_window(states, parameters, blocks, drivers, blocks, fluxes, tape, days, blocks);
    adjoint_window(
        tape, parameters, blocks, drivers, blocks, dayGradients, fluxGradients, stateGradients, parameterGradients, days,
        blocks);
    rows_write(states, blocks, STATES_ROWS);
    rows_write(fluxes, blocks, (size_t) days * FLUXES_ROWS);
    rows_write(stateGradients, blocks, STATES_ROWS);
    rows_write(parameterGradients, blocks, PARAMETERS_ROWS);
    return 0;
}
