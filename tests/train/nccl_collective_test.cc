// The waiting and giving up around NCCL, with a library of our own in its place: no GPU is needed.
#include "train/nccl_collective.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "tests/core/expect_error.h"
#include "tests/train/free_port.h"

namespace supreme {
namespace {

// What the false library was asked for, and what it answers.
struct Script {
  std::atomic<int> queries_until_done = 0;  // negative = never
  std::atomic<int> async_error = 0;
  std::atomic<int> aborts = 0;
  std::atomic<int> destroys = 0;
  std::atomic<int> reductions = 0;
  std::atomic<bool> init_hangs = false;
};
Script script;

// As CUDA has it, each thread chooses its device. One that did not is on the first, here a wrong
// one.
constexpr int kWrongDevice = -1;
thread_local int device_of_thread = kWrongDevice;
int OnDevice() { return device_of_thread == kWrongDevice ? 1 : 0; }

NcclLibrary FalseNccl() {
  NcclLibrary calls{};
  calls.get_unique_id = [](NcclUniqueId* id) {
    id->bytes[0] = 'x';
    return 0;
  };
  calls.comm_init_rank = [](NcclComm* comm, int, NcclUniqueId id, int) {
    while (script.init_hangs) ::usleep(1000);
    *comm = &script;
    return id.bytes[0] == 'x' ? OnDevice() : 1;
  };
  // The other rank has the same values.
  calls.all_reduce = [](const void*, void* to, size_t count, int type, int, NcclComm, CudaStream) {
    ++script.reductions;
    for (size_t i = 0; type == kNcclFloat32 && i < count; ++i) static_cast<float*>(to)[i] *= 2.0F;
    return OnDevice();
  };
  calls.comm_get_async_error = [](NcclComm, int* error) {
    *error = script.async_error;
    return 0;
  };
  calls.comm_abort = [](NcclComm) { return ++script.aborts, 0; };
  calls.comm_destroy = [](NcclComm) { return ++script.destroys, 0; };
  calls.get_error_string = [](int) { return "unhandled system error"; };
  calls.set_device = [](int device) { return device_of_thread = device, 0; };
  calls.stream_create = [](CudaStream*, unsigned) { return OnDevice(); };
  calls.event_create = [](CudaEvent*, unsigned) { return OnDevice(); };
  calls.event_record = [](CudaEvent, CudaStream) { return OnDevice(); };
  calls.stream_wait_event = [](CudaStream, CudaEvent, unsigned) { return 0; };
  calls.event_query = [](CudaEvent) {
    if (script.queries_until_done == 0) return 0;
    if (script.queries_until_done > 0) --script.queries_until_done;
    return kCudaNotReady;
  };
  return calls;
}

RankPlace Place(int64_t rank, int64_t port) {
  RankPlace place;
  place.rank = rank;
  place.size = 2;
  place.master_address = "127.0.0.1";
  place.master_port = port;
  return place;
}

CollectiveOptions Options() {
  CollectiveOptions options;
  options.timeout_s = 2.0;
  options.join_timeout_s = 20.0;
  return options;
}

// Rank 1 is a process that joins and then waits to be killed.
class FalseNcclRanks : public ::testing::Test {
 protected:
  void SetUp() override {
    script.queries_until_done = 0;
    script.async_error = script.aborts = script.destroys = script.reductions = 0;
    const int64_t port = FreePort();
    child_ = ::fork();
    if (child_ == 0) {
      const auto ranks = JoinNccl(FalseNccl(), Place(1, port), Options());
      for (;;) ::pause();
    }
    ranks_ = JoinNccl(FalseNccl(), Place(0, port), Options());
  }
  void TearDown() override {
    ranks_.reset();
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  pid_t child_ = 0;
  std::unique_ptr<Collective> ranks_;
};

TEST_F(FalseNcclRanks, SumAndPartInGoodOrder) {
  script.queries_until_done = 3;
  const at::Tensor values = at::ones({4});
  ranks_->Sum(values);
  EXPECT_TRUE(at::equal(values, at::full({4}, 2.0)));
  ranks_->Finish();
  EXPECT_EQ(script.destroys, 1);
  ranks_.reset();
  EXPECT_EQ(script.aborts, 0);
}

TEST_F(FalseNcclRanks, NameTheRankThatIsBehindAndAbortAtTheDeadline) {
  script.queries_until_done = -1;
  ranks_->set_doing("step 7");
  const auto start = std::chrono::steady_clock::now();
  ranks_->StartSum(at::ones({4}));
  ExpectError(ErrorCode::kTimeout, "step 7: rank 1 did not answer within 2 s",
              [&] { ranks_->Wait(); });
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
  EXPECT_EQ(script.aborts, 1);
}

TEST_F(FalseNcclRanks, StopAtOnceWhenARankHasDied) {
  script.queries_until_done = -1;
  ranks_->StartSum(at::ones({4}));
  ::kill(child_, SIGKILL);
  ExpectError(ErrorCode::kUnavailable, "rank 1 has gone", [&] { ranks_->Wait(); });
  EXPECT_EQ(script.aborts, 1);
}

TEST_F(FalseNcclRanks, SayWhatNcclSaysInBetween) {
  script.queries_until_done = -1;
  script.async_error = 2;
  ranks_->StartSum(at::ones({4}));
  ExpectError(ErrorCode::kUnavailable, "unhandled system error", [&] { ranks_->Wait(); });
}

TEST(NcclCollective, WantsToKnowWhereRankZeroIs) {
  RankPlace place = Place(0, 1);
  place.master_address = "";
  ExpectError(ErrorCode::kUsage, "MASTER_ADDR", [&] { JoinNccl(FalseNccl(), place, Options()); });
}

TEST(NcclCollective, IsForGpusAndMpiForCpus) {
  RankPlace place = Place(0, 1);
  CollectiveOptions options;
  options.kind = "nccl";
  ExpectError(ErrorCode::kUsage, "ranks.collective", [&] { OpenCollective(place, options); });
  options.kind = "mpi";
  options.device = at::Device(at::kCUDA, 0);
  ExpectError(ErrorCode::kUsage, "ranks.collective", [&] { OpenCollective(place, options); });
  options.kind = "auto";
  options.device = at::kCPU;
  place.launcher = "torchrun";
  ExpectError(ErrorCode::kUsage, "mpirun -n 2", [&] { OpenCollective(place, options); });
  place.size = 1;
  EXPECT_EQ(OpenCollective(place, options)->size(), 1);
}

}  // namespace
}  // namespace supreme
