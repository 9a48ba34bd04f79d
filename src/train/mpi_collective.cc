#include "train/mpi_collective.h"

#include <ATen/ATen.h>
#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <filesystem>
#include <thread>

#include "core/atomic_file.h"
#include "core/error.h"
#include "train/deadline_call.h"
#include "train/missing_ranks.h"
#include "train/mpi_module.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr const char* kModule = "libsupreme_mpi.so";

std::string LoaderError() {
  const char* reason = ::dlerror();
  return reason != nullptr ? reason : "unknown reason";
}

const SupremeMpi& LoadModule() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const fs::path installed = program.parent_path() / "lib" / "supreme" / kModule;
  const fs::path path = fs::exists(installed) ? installed : program / kModule;
  if (!fs::exists(path)) {
    throw Error(ErrorCode::kUnavailable, "this program was built without Open MPI", path.string(),
                "install libopenmpi-dev and build again, or train with one rank");
  }
  // Open MPI's own plug-ins look for its symbols among the global ones.
  void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (library == nullptr) {
    throw Error(ErrorCode::kUnavailable, "Open MPI cannot be loaded: " + LoaderError(),
                path.string(), "apt-get install openmpi-bin");
  }
  const auto entry = reinterpret_cast<const SupremeMpi* (*)()>(::dlsym(library, "supreme_mpi"));
  SUPREME_CHECK(entry != nullptr);
  return *entry();
}

SupremeMpiType TypeOf(const at::Tensor& values) {
  if (values.scalar_type() == at::kFloat) return kMpiFloat32;
  if (values.scalar_type() == at::kDouble) return kMpiFloat64;
  SUPREME_CHECK(values.scalar_type() == at::kByte);
  return kMpiUint8;
}

// A mark per rank, so that those can be named that never came.
fs::path JoinMark(const std::string& folder, int64_t rank) {
  return fs::path(folder) / ("rank_" + std::to_string(rank) + ".joined");
}

void LeaveMark(const RankPlace& place, const std::string& folder) {
  if (folder.empty()) return;
  MakeFolder(folder);
  WriteFileAtomically(JoinMark(folder, place.rank), place.job);
}

std::vector<int64_t> RanksWithoutMark(const RankPlace& place, const std::string& folder) {
  std::vector<int64_t> missing;
  if (folder.empty()) return missing;
  for (int64_t rank = 0; rank < place.size; ++rank) {
    const fs::path mark = JoinMark(folder, rank);
    if (!fs::exists(mark) || ReadFile(mark) != place.job) missing.push_back(rank);
  }
  return missing;
}

class MpiCollective : public Collective {
 public:
  MpiCollective(const SupremeMpi& mpi, const RankPlace& place, const CollectiveOptions& options)
      : mpi_(mpi), place_(place), timeout_(options.timeout_s) {}

  int64_t rank() const override { return place_.rank; }
  int64_t size() const override { return place_.size; }
  at::Device device() const override { return at::kCPU; }

  void StartSum(const at::Tensor& values) override {
    SUPREME_CHECK(values.is_contiguous() && values.is_cpu());
    void* request = nullptr;
    if (mpi_.start_sum(values.mutable_data_ptr(), static_cast<size_t>(values.numel()),
                       TypeOf(values), &request) == 0) {
      Fail("a sum cannot be started");
    }
    pending_.push_back({request, values});
  }

  void Poke() override { Advance(); }

  void Wait() override {
    const auto start = Clock::now();
    std::vector<uint8_t> present(static_cast<size_t>(size()), 0);
    while (!Advance()) {
      const double waited = std::chrono::duration<double>(Clock::now() - start).count();
      if (waited > timeout_ - RollCallSeconds(timeout_)) {
        mpi_.roll_call(present.data());
      } else {
        mpi_.answer();
      }
      if (waited > timeout_) throw LateRanks(AbsentRanks(present), timeout_, doing());
      Rest(waited);
    }
  }

  void Finish() override {
    const auto done = CallWithDeadline([&mpi = mpi_] { return mpi.finish(); }, timeout_);
    if (!done) throw LateRanks({}, timeout_, "the end of the run");
  }

 private:
  struct Pending {
    void* request;
    at::Tensor values;  // kept alive
  };

  // Data move only while somebody polls, so a sum is polled without a rest; where there are more
  // ranks than cores, the others get the core. A long wait is for a rank that does something else.
  static void Rest(double waited_s) {
    constexpr double kQuickSeconds = 0.005;
    if (waited_s < kQuickSeconds) {
      std::this_thread::yield();
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
  }

  [[noreturn]] void Fail(const std::string& what) const { throw LostRank(what, doing()); }

  // True when nothing is pending.
  bool Advance() {
    // All of them: what is behind the first moves on, too.
    for (Pending& pending : pending_) {
      if (pending.request != nullptr && mpi_.test(&pending.request) < 0) {
        Fail("another rank has gone");
      }
    }
    while (!pending_.empty() && pending_.front().request == nullptr) pending_.pop_front();
    return pending_.empty();
  }

  const SupremeMpi& mpi_;
  RankPlace place_;
  double timeout_;
  std::deque<Pending> pending_;
};

}  // namespace

std::unique_ptr<Collective> OpenMpi(const RankPlace& place, const CollectiveOptions& options) {
  if (place.launcher == "torchrun") {
    throw Error(ErrorCode::kUsage,
                "RANK and WORLD_SIZE tell of " + std::to_string(place.size) +
                    " ranks, but ranks on CPUs are joined by Open MPI",
                "environment variable RANK",
                "mpirun -n " + std::to_string(place.size) + ", or supreme launch");
  }
  const SupremeMpi& mpi = LoadModule();
  LeaveMark(place, options.join_folder);
  // Shared: a call that never returns may outlive this one.
  const auto found = std::make_shared<std::pair<int, int>>();
  const auto joined = CallWithDeadline(
      [&mpi, found] { return mpi.start(&found->first, &found->second); }, options.join_timeout_s);
  if (!joined) {
    throw LateRanks(RanksWithoutMark(place, options.join_folder), options.join_timeout_s,
                    "joining the ranks");
  }
  if (*joined == 0) {
    throw Error(ErrorCode::kUnavailable, "Open MPI cannot start", "joining the ranks",
                "start all ranks with the mpirun of the Open MPI that this program loads");
  }
  const auto [rank, size] = *found;
  if (rank != place.rank || size != place.size) {
    throw Error(ErrorCode::kUsage,
                "Open MPI counts " + std::to_string(size) + " ranks, the environment " +
                    std::to_string(place.size),
                "joining the ranks",
                place.launcher == "srun" ? "srun --mpi=pmix" : "mpirun of the same Open MPI");
  }
  return std::make_unique<MpiCollective>(mpi, place, options);
}

}  // namespace supreme
