
#ifdef __CUDACC__

#define CELL static __device__ __forceinline__

CELL int bits_of(float a) { return __float_as_int(a); }
CELL float float_of(int bits) { return __int_as_float(bits); }

#else

#include <math.h>
#include <string.h>

#define CELL static inline __attribute__((always_inline))

CELL int bits_of(float a) { int bits; memcpy(&bits, &a, sizeof bits); return bits; }
CELL float float_of(int bits) { float a; memcpy(&a, &bits, sizeof a); return a; }

#endif

/* 1.5 * 2^23 + k, with k the exponent of a = m * 2^k, m in [sqrt(1/2), sqrt(2)) */
CELL float shifted_exponent(float a) { return float_of(((bits_of(a) - 0x3f3504f3) >> 23) + 0x4b400000); }

/* m of a = m * 2^k */
CELL float significand_of(float a) { return float_of(((bits_of(a) - 0x3f3504f3) & 0x007fffff) + 0x3f3504f3); }

/* 2^n of a = 1.5 * 2^23 + 127 + n */
CELL float power_of_two(float a)
{
    int bits = bits_of(a) < 0x4b4000fe ? bits_of(a) : 0x4b4000fe;
    return float_of((int) ((unsigned) bits << 23));
}
