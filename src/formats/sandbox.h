// What a process takes from itself before it looks at a hostile file.
#pragma once

#include <cstdint>

namespace supreme::formats {

struct SandboxLimits {
  uint64_t address_space_bytes = uint64_t{2} << 30;
  uint64_t cpu_sec = 30;
};

// From here on the process can compute and write to open descriptors, nothing else: no network, no
// files to open, no other programs or processes (seccomp filter), bounded memory and CPU time, no
// core file (rlimits). It ends with its parent. kUnavailable when the kernel refuses: then nothing
// may be parsed. Linux on x86-64 and AArch64. In builds with AddressSanitizer memory stays
// unbounded, since the sanitizer maps terabytes.
void EnterSandbox(const SandboxLimits& limits);

}  // namespace supreme::formats
