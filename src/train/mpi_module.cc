#include "train/mpi_module.h"

#include <mpi.h>

#include <limits>
#include <memory>
#include <vector>

namespace {

constexpr int kQuestion = 1;
constexpr int kAnswer = 2;

int rank_ = 0;
int size_ = 1;
MPI_Comm sums_ = MPI_COMM_NULL;   // errors are returned, not fatal
MPI_Comm calls_ = MPI_COMM_NULL;  // of roll calls, so that they never meet the sums
bool has_asked_ = false;

bool IsFine(int result) { return result == MPI_SUCCESS; }

bool Duplicate(MPI_Comm* copy) {
  return IsFine(MPI_Comm_dup(MPI_COMM_WORLD, copy)) &&
         IsFine(MPI_Comm_set_errhandler(*copy, MPI_ERRORS_RETURN));
}

int Start(int* rank, int* size) {
  int provided = 0;
  if (!IsFine(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided))) return 0;
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  if (provided < MPI_THREAD_SERIALIZED || !Duplicate(&sums_) || !Duplicate(&calls_)) return 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
  *rank = rank_;
  *size = size_;
  return 1;
}

MPI_Datatype TypeOf(SupremeMpiType type) {
  if (type == kMpiFloat32) return MPI_FLOAT;
  return type == kMpiFloat64 ? MPI_DOUBLE : MPI_UINT8_T;
}

int StartSum(void* values, size_t count, SupremeMpiType type, void** request) {
  if (count > static_cast<size_t>(std::numeric_limits<int>::max())) return 0;
  auto handle = std::make_unique<MPI_Request>();
  const int result = MPI_Iallreduce(MPI_IN_PLACE, values, static_cast<int>(count), TypeOf(type),
                                    MPI_SUM, sums_, handle.get());
  if (!IsFine(result)) return 0;
  *request = handle.release();
  return 1;
}

int Test(void** request) {
  auto* handle = static_cast<MPI_Request*>(*request);
  int done = 0;
  if (!IsFine(MPI_Test(handle, &done, MPI_STATUS_IGNORE))) return -1;
  if (done == 0) return 0;
  delete handle;
  *request = nullptr;
  return 1;
}

// Messages of no bytes, which are sent at once; what a dead rank never takes is never waited for.
bool Send(int to, int tag) {
  MPI_Request request = MPI_REQUEST_NULL;
  return IsFine(MPI_Isend(nullptr, 0, MPI_BYTE, to, tag, calls_, &request)) &&
         IsFine(MPI_Request_free(&request));
}

bool TakeMessages(uint8_t* present) {
  for (;;) {
    int found = 0;
    MPI_Status status;
    if (!IsFine(MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, calls_, &found, &status))) return false;
    if (found == 0) return true;
    const int from = status.MPI_SOURCE;
    const int tag = status.MPI_TAG;
    if (!IsFine(MPI_Recv(nullptr, 0, MPI_BYTE, from, tag, calls_, MPI_STATUS_IGNORE))) return false;
    if (present != nullptr) present[from] = 1;
    if (tag == kQuestion && !Send(from, kAnswer)) return false;
  }
}

int RollCall(uint8_t* present) {
  present[rank_] = 1;
  if (!has_asked_) {
    has_asked_ = true;
    for (int other = 0; other < size_; ++other) {
      if (other != rank_ && !Send(other, kQuestion)) return 0;
    }
  }
  return TakeMessages(present) ? 1 : 0;
}

int Answer() { return TakeMessages(nullptr) ? 1 : 0; }

int Finish() { return IsFine(MPI_Finalize()) ? 1 : 0; }

constexpr SupremeMpi kModule{Start, StartSum, Test, RollCall, Answer, Finish};

}  // namespace

const SupremeMpi* supreme_mpi() { return &kModule; }
