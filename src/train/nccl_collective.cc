#include "train/nccl_collective.h"

#include <ATen/ATen.h>

#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "core/error.h"
#include "train/deadline_call.h"
#include "train/missing_ranks.h"
#include "train/peer_watch.h"
#include "train/rendezvous.h"

namespace supreme {
namespace {

using Clock = std::chrono::steady_clock;

constexpr CudaStream kDefaultStream = nullptr;

int TypeOf(const at::Tensor& values) {
  if (values.scalar_type() == at::kFloat) return kNcclFloat32;
  if (values.scalar_type() == at::kDouble) return kNcclFloat64;
  SUPREME_CHECK(values.scalar_type() == at::kByte);
  return kNcclUint8;
}

class NcclCollective : public Collective {
 public:
  NcclCollective(const NcclLibrary& nccl, const RankPlace& place, const CollectiveOptions& options)
      : nccl_(nccl), place_(place), device_(options.device), timeout_(options.timeout_s) {
    set_doing("joining the ranks");
    Join(options);
    nccl_.set_device(DeviceIndex());  // a stream belongs to the device of the thread that makes it
    Check(nccl_.stream_create(&stream_, kCudaStreamNonBlocking));
    Check(nccl_.event_create(&computed_, kCudaEventNoTiming));
    Check(nccl_.event_create(&summed_, kCudaEventNoTiming));
  }
  ~NcclCollective() override {
    // After an error others may never come; aborting waits for nobody.
    if (comm_ != nullptr) nccl_.comm_abort(comm_);
  }

  int64_t rank() const override { return place_.rank; }
  int64_t size() const override { return place_.size; }
  at::Device device() const override { return device_; }

  void StartSum(const at::Tensor& values) override {
    SUPREME_CHECK(values.is_contiguous() && values.device() == device_);
    void* data = values.mutable_data_ptr();
    nccl_.set_device(DeviceIndex());
    Check(nccl_.event_record(computed_, kDefaultStream));
    Check(nccl_.stream_wait_event(stream_, computed_, 0));
    CheckNccl(nccl_.all_reduce(data, data, static_cast<size_t>(values.numel()), TypeOf(values),
                               kNcclSum, comm_, stream_));
    pending_.push_back(values);
    watch_->SetProgress(++sums_);
  }

  void Poke() override {}  // the GPU works by itself

  void Wait() override {
    const auto start = Clock::now();
    nccl_.set_device(DeviceIndex());
    Check(nccl_.event_record(summed_, stream_));
    for (;;) {
      const int state = nccl_.event_query(summed_);
      if (state == 0) break;
      if (state != kCudaNotReady) Check(state);
      WatchOthers(std::chrono::duration<double>(Clock::now() - start).count());
      std::this_thread::yield();
    }
    pending_.clear();
  }

  void Finish() override {
    Sum(at::zeros({1}, at::TensorOptions(at::kFloat).device(device_)));
    watch_->SayGoodbye();
    const auto done = CallWithDeadline(
        [destroy = nccl_.comm_destroy, comm = comm_] { return destroy(comm); }, timeout_);
    comm_ = nullptr;
    if (!done) throw LateRanks(watch_->Missing(), timeout_, "the end of the run");
  }

 private:
  void Join(const CollectiveOptions& options) {
    const RendezvousPlace meeting{place_.rank,        place_.size,         place_.master_address,
                                  place_.master_port, options.join_folder, options.join_timeout_s};
    std::vector<TcpSocket> sockets = MeetRanks(meeting);
    NcclUniqueId id{};
    if (place_.rank == 0) CheckNccl(nccl_.get_unique_id(&id));
    ShareBytes(sockets, meeting, WritableBytesOf(id));
    watch_.emplace(place_.rank, place_.size, std::move(sockets));
    // Shared: a call that never returns may outlive this object.
    const auto comm = std::make_shared<NcclComm>();
    const auto joined = CallWithDeadline(
        [nccl = nccl_, comm, id, place = place_, device = DeviceIndex()] {
          nccl.set_device(device);
          return nccl.comm_init_rank(comm.get(), static_cast<int>(place.size), id,
                                     static_cast<int>(place.rank));
        },
        options.join_timeout_s);
    if (!joined) throw LateRanks(watch_->Missing(), options.join_timeout_s, "joining the ranks");
    CheckNccl(*joined);
    comm_ = *comm;
  }

  int DeviceIndex() const { return device_.has_index() ? device_.index() : 0; }

  void Check(int result) const {
    if (result == 0) return;
    throw LostRank("CUDA error " + std::to_string(result), doing());
  }
  void CheckNccl(int result) const {
    if (result == 0) return;
    throw LostRank(std::string("NCCL says: ") + nccl_.get_error_string(result), doing(),
                   "NCCL_DEBUG=WARN tells more");
  }

  void WatchOthers(double waited_s) {
    int error = 0;
    nccl_.comm_get_async_error(comm_, &error);
    if (error != 0) {
      Abort();
      CheckNccl(error);
    }
    const std::vector<int64_t> gone = watch_->Gone();
    if (!gone.empty()) {
      Abort();
      throw LostRank(RankList(gone) + " has gone", doing());
    }
    if (waited_s > timeout_) {
      const std::vector<int64_t> missing = watch_->Missing();
      Abort();
      throw LateRanks(missing, timeout_, doing());
    }
  }

  // Ends the kernels that wait for others; without it the process could not leave the GPU.
  void Abort() {
    nccl_.comm_abort(comm_);
    comm_ = nullptr;
  }

  NcclLibrary nccl_;
  RankPlace place_;
  at::Device device_;
  double timeout_;
  NcclComm comm_ = nullptr;
  CudaStream stream_ = nullptr;
  CudaEvent computed_ = nullptr;
  CudaEvent summed_ = nullptr;
  std::vector<at::Tensor> pending_;  // kept alive
  int64_t sums_ = 0;
  std::optional<PeerWatch> watch_;
};

}  // namespace

std::unique_ptr<Collective> JoinNccl(const NcclLibrary& nccl, const RankPlace& place,
                                     const CollectiveOptions& options) {
  if (place.master_address.empty()) {
    throw Error(ErrorCode::kUsage, "is missing: ranks on GPUs meet at rank 0's machine",
                "environment variable MASTER_ADDR",
                "export MASTER_ADDR=$(scontrol show hostnames | head -n 1), or rank 0's address");
  }
  return std::make_unique<NcclCollective>(nccl, place, options);
}

std::unique_ptr<Collective> OpenNccl(const RankPlace& place, const CollectiveOptions& options) {
  return JoinNccl(LoadNccl(), place, options);
}

}  // namespace supreme
