
/*
 * The functions of the CUDA driver interface that the land model calls, on the host's memory, around the generated C:
 * it takes the same arguments in the same layout. Errors and attributes are numbered as NVIDIA numbers them.
 */
#include <stdlib.h>
#include <stdio.h>

typedef unsigned long long device_pointer;

enum { OUT_OF_MEMORY = 2, NO_DEVICE = 100, INVALID_PTX = 218, NOT_FOUND = 500 };

static const size_t MOST_BYTES = (size_t) 1 << 28;
static int live;

int hostLive(void) { return live; }

static void *taken(size_t bytes) { live++; return malloc(bytes); }
static void given_back(void *memory) { live--; free(memory); }

int cuInit(unsigned flags)
{
    (void) flags;
#ifdef WITHOUT_DEVICE
    return NO_DEVICE;
#else
    return 0;
#endif
}

int cuGetErrorName(int error, const char **name)
{
    switch (error) {
    case OUT_OF_MEMORY: *name = "CUDA_ERROR_OUT_OF_MEMORY"; return 0;
    case NO_DEVICE: *name = "CUDA_ERROR_NO_DEVICE"; return 0;
    case INVALID_PTX: *name = "CUDA_ERROR_INVALID_PTX"; return 0;
    default: return 1;
    }
}

int cuDriverGetVersion(int *version) { *version = 13010; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) { (void) device; snprintf(name, length, "this host"); return 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { (void) device; *bytes = (size_t) 5 << 30; return 0; }

int cuDeviceGetAttribute(int *value, int attribute, int device)
{
    (void) device;
    switch (attribute) {
    case 16: *value = 2; return 0;
    case 36: *value = 1000000; return 0;
    case 37: *value = 64; return 0;
    case 75: *value = 9; return 0;
    case 76: *value = 0; return 0;
    default: return 1;
    }
}

int cuDevicePrimaryCtxRetain(void **context, int device) { (void) device; *context = taken(1); return 0; }
int cuDevicePrimaryCtxRelease_v2(int device) { (void) device; live--; return 0; }
int cuCtxSetCurrent(void *context) { return context ? 0 : 1; }

int cuModuleLoadDataEx(void **module, const char *text, unsigned count, int *options, void **values)
{
    if (!strcmp(text, "host")) {
        *module = taken(1);
        return 0;
    }
    if (count == 2 && options[0] == 5 && options[1] == 6) snprintf(values[0], (size_t) values[1], "not for this host");
    return INVALID_PTX;
}

int cuModuleUnload(void *module) { given_back(module); return 0; }

int cuModuleGetFunction(void **function, void *module, const char *name)
{
    (void) module;
    *function = !strcmp(name, "forward_window") ? (void *) forward_window
        : !strcmp(name, "adjoint_window") ? (void *) adjoint_window : NULL;
    return *function ? 0 : NOT_FOUND;
}

int cuMemAlloc_v2(device_pointer *address, size_t bytes)
{
    if (bytes > MOST_BYTES) return OUT_OF_MEMORY;
    *address = (device_pointer) taken(bytes);
    return 0;
}

int cuMemFree_v2(device_pointer address) { given_back((void *) address); return 0; }
int cuMemHostAlloc(void **memory, size_t bytes, unsigned flags) { (void) flags; *memory = taken(bytes); return 0; }
int cuMemFreeHost(void *memory) { given_back(memory); return 0; }

int cuMemcpyHtoDAsync_v2(device_pointer to, const void *from, size_t bytes, void *stream)
{
    memcpy((void *) to, from, bytes);
    return stream ? 0 : 1;
}

int cuMemcpyDtoHAsync_v2(void *to, device_pointer from, size_t bytes, void *stream)
{
    memcpy(to, (const void *) from, bytes);
    return stream ? 0 : 1;
}

int cuStreamCreate(void **stream, unsigned flags) { *stream = taken(1); return flags == 1 ? 0 : 1; }
int cuStreamDestroy_v2(void *stream) { given_back(stream); return 0; }
int cuStreamSynchronize(void *stream) { return stream ? 0 : 1; }
int cuEventCreate(void **event, unsigned flags) { *event = taken(1); return flags; }
int cuEventDestroy_v2(void *event) { given_back(event); return 0; }
int cuEventRecord(void *event, void *stream) { return event && stream ? 0 : 1; }
int cuEventSynchronize(void *event) { return event ? 0 : 1; }

int cuEventElapsedTime(float *milliseconds, void *begin, void *end)
{
    *milliseconds = 1.5f;
    return begin && end ? 0 : 1;
}

#define ARGUMENT(type, i) (*(type *) arguments[i])

int cuLaunchKernel(
    void *function, unsigned blocks, unsigned y, unsigned z, unsigned threads, unsigned threads_y, unsigned threads_z,
    unsigned shared, void *stream, void **arguments, void **extra)
{
    if (y * z * threads_y * threads_z != 1 || threads != BLOCK_CELLS || shared || !stream || extra) return 1;
    if (function == (void *) forward_window)
        forward_window(
            ARGUMENT(float *, 0), ARGUMENT(const float *, 1), ARGUMENT(int, 2), ARGUMENT(const float *, 3), ARGUMENT(int, 4),
            ARGUMENT(float *, 5), ARGUMENT(float *, 6), ARGUMENT(int, 7), blocks);
    else
        adjoint_window(
            ARGUMENT(const float *, 0), ARGUMENT(const float *, 1), ARGUMENT(int, 2), ARGUMENT(const float *, 3),
            ARGUMENT(int, 4), ARGUMENT(const float *, 5), ARGUMENT(const float *, 6), ARGUMENT(float *, 7),
            ARGUMENT(float *, 8), ARGUMENT(int, 9), blocks);
    return 0;
}
