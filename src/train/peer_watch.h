// Notices ranks that have died, hang or are behind, where the library that sums does not say.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "train/tcp_socket.h"

namespace supreme {

// A thread of each rank tells rank 0 several times a second how far the rank has come; rank 0 tells
// all. A process that is stopped says nothing, the connection of a dead one closes. Thread-safe.
class PeerWatch {
 public:
  // The connections of MeetRanks.
  PeerWatch(int64_t rank, int64_t size, std::vector<TcpSocket> sockets);
  ~PeerWatch();
  PeerWatch(const PeerWatch&) = delete;
  PeerWatch& operator=(const PeerWatch&) = delete;

  // This rank waits for its sum number `count`.
  void SetProgress(int64_t count) { progress_ = count; }
  // This rank has done all and may go.
  void SayGoodbye();
  // Ranks whose process has ended before its goodbye.
  std::vector<int64_t> Gone() const;
  // Those, and the ranks that are silent, or behind this one.
  std::vector<int64_t> Missing() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Peer {
    int64_t progress = 0;
    int64_t silent_ms = 0;  // when `heard` was set
    Clock::time_point heard = Clock::now();
  };
  struct Line {  // as sent
    int64_t progress = 0;
    int64_t silent_ms = 0;
  };
  void Run();
  void TellAll();
  void TellFirst();
  void Listen();
  void Hear(size_t socket);
  bool IsSilent(const Peer& peer) const;

  const int64_t rank_, size_;
  std::vector<TcpSocket> sockets_;
  std::atomic<int64_t> progress_{0};
  std::atomic<bool> stops_{false};
  mutable std::mutex mutex_;
  std::vector<Peer> peers_;
  std::thread thread_;
};

}  // namespace supreme
