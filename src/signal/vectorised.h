// How hot loops are compiled: once for AVX2 and once for any x86-64, chosen when the program loads.
// Without FMA, so that both give the same bits.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SUPREME_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define SUPREME_VECTOR_CLONES
#endif
