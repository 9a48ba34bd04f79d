#include "formats/sandbox.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <string>
#include <vector>

#include "core/error.h"

namespace supreme::formats {
namespace {

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "write down the audit architecture of this processor"
#endif

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kBoundsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kBoundsMemory = false;
#else
constexpr bool kBoundsMemory = true;
#endif
#else
constexpr bool kBoundsMemory = true;
#endif

// Memory, time, threads' locks, signals to itself, and descriptors that are open already.
constexpr std::array kAllowed = {
    SYS_write,          SYS_writev,       SYS_read,        SYS_lseek,
    SYS_fstat,          SYS_close,        SYS_mmap,        SYS_munmap,
    SYS_mremap,         SYS_mprotect,     SYS_madvise,     SYS_brk,
    SYS_futex,          SYS_exit,         SYS_exit_group,  SYS_rt_sigaction,
    SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_clock_gettime,
    SYS_gettimeofday,   SYS_getpid,       SYS_gettid,      SYS_tgkill,
    SYS_getrandom,      SYS_sched_yield,  SYS_getrusage,
};

[[noreturn]] void Refuse(const std::string& what) {
  const Error cause = SystemError(errno, what, "");
  throw Error(ErrorCode::kUnavailable, cause.what(), "",
              "a kernel and container that allow seccomp filters");
}

void Limit(int resource, uint64_t value, const char* name) {
  const rlimit limit = {value, value};
  if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) {
    Refuse(std::string("cannot limit ") + name);
  }
}

// Everything that is not allowed fails with EPERM, so that a library can give up in good order.
void FilterSystemCalls() {
  const auto load = [](size_t offset) {
    return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<uint32_t>(offset)};
  };
  const auto jump_if_equal = [](uint32_t value, size_t when_equal, size_t otherwise) {
    return sock_filter{BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint8_t>(when_equal),
                       static_cast<uint8_t>(otherwise), value};
  };
  const auto answer = [](uint32_t value) { return sock_filter{BPF_RET | BPF_K, 0, 0, value}; };
  std::vector<sock_filter> program = {
      load(offsetof(seccomp_data, arch)), jump_if_equal(kArchitecture, 1, 0),
      answer(SECCOMP_RET_KILL_PROCESS), load(offsetof(seccomp_data, nr))};
  for (size_t i = 0; i < kAllowed.size(); ++i) {
    program.push_back(jump_if_equal(static_cast<uint32_t>(kAllowed[i]), kAllowed.size() - i, 0));
  }
  program.push_back(answer(SECCOMP_RET_ERRNO | EPERM));
  program.push_back(answer(SECCOMP_RET_ALLOW));
  const sock_fprog filter = {static_cast<uint16_t>(program.size()), program.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) Refuse("cannot give up privileges");
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    Refuse("cannot filter system calls");
  }
}

}  // namespace

void EnterSandbox(const SandboxLimits& limits) {
  if (kBoundsMemory) Limit(RLIMIT_AS, limits.address_space_bytes, "memory");
  Limit(RLIMIT_CPU, limits.cpu_sec, "processor time");
  Limit(RLIMIT_CORE, 0, "core files");
  Limit(RLIMIT_FSIZE, 0, "file sizes");
  Limit(RLIMIT_NOFILE, 3, "open files");
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  FilterSystemCalls();
}

}  // namespace supreme::formats
