// What libsupreme_mpi.so offers. It is the only part that links Open MPI; supreme-train loads it
// when a run has several ranks on CPUs, and works without it otherwise.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

// Kinds of numbers.
enum SupremeMpiType { kMpiFloat32 = 0, kMpiFloat64 = 1, kMpiUint8 = 2 };

// All functions but `start` are called by one thread, and return 0 when they fail.
struct SupremeMpi {
  // Joins; blocks until all ranks have.
  int (*start)(int* rank, int* size);
  // Begins a sum in place; `request` is a handle for `test`.
  int (*start_sum)(void* values, size_t count, SupremeMpiType type, void** request);
  // 1 when the sum is there (the handle is gone then), 0 when not yet, -1 when it failed.
  int (*test)(void** request);
  // Asks all ranks that are waiting to answer, and answers those who ask. To be called again and
  // again; `present[rank]` becomes 1 for each that has answered.
  int (*roll_call)(uint8_t* present);
  // Answers others' roll calls.
  int (*answer)();
  // Leaves in good order; blocks until all ranks do.
  int (*finish)();
};

// The module's one symbol, "supreme_mpi".
const SupremeMpi* supreme_mpi();
}
