#include "train/peer_watch.h"

#include <poll.h>

#include <limits>
#include <utility>

namespace supreme {
namespace {

constexpr int kBeatMs = 200;
constexpr int64_t kSilentMs = 1500;  // a busy machine may skip some beats
constexpr int64_t kFinished = std::numeric_limits<int64_t>::max();
constexpr int64_t kGone = -1;  // as silent_ms

}  // namespace

PeerWatch::PeerWatch(int64_t rank, int64_t size, std::vector<TcpSocket> sockets)
    : rank_(rank),
      size_(size),
      sockets_(std::move(sockets)),
      peers_(static_cast<size_t>(size)),
      thread_([this] { Run(); }) {}

PeerWatch::~PeerWatch() {
  stops_ = true;
  thread_.join();
}

void PeerWatch::SayGoodbye() { progress_ = kFinished; }

void PeerWatch::Run() {
  while (!stops_) {
    if (rank_ == 0) {
      TellAll();
    } else {
      TellFirst();
    }
    Listen();
  }
  // The goodbye, if one was said since.
  if (rank_ == 0) {
    TellAll();
  } else {
    TellFirst();
  }
}

// Nobody waits for a peer that does not read: its kernel keeps what is sent for minutes.
void PeerWatch::TellFirst() {
  const Line line{progress_, 0};
  if (sockets_[0].is_open() && !sockets_[0].Send(BytesOf(line), DeadlineIn(0.0))) {
    sockets_[0].Close();
  }
}

void PeerWatch::TellAll() {
  std::vector<Line> table(static_cast<size_t>(size_));
  {
    const std::lock_guard lock(mutex_);
    peers_[0].progress = progress_;
    peers_[0].heard = Clock::now();
    for (size_t i = 0; i < peers_.size(); ++i) {
      const auto silent =
          std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - peers_[i].heard);
      table[i] = {peers_[i].progress, peers_[i].silent_ms == kGone ? kGone : silent.count()};
    }
  }
  for (TcpSocket& socket : sockets_) {
    if (socket.is_open() && !socket.Send(std::as_bytes(std::span(table)), DeadlineIn(0.0))) {
      socket.Close();
    }
  }
}

void PeerWatch::Listen() {
  std::vector<pollfd> entries;
  for (const TcpSocket& socket : sockets_) entries.push_back({socket.descriptor(), POLLIN, 0});
  const auto end = Clock::now() + std::chrono::milliseconds(kBeatMs);
  while (!stops_ && Clock::now() < end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    if (::poll(entries.data(), entries.size(), static_cast<int>(left)) <= 0) continue;
    for (size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].revents != 0) Hear(i);
      entries[i].fd = sockets_[i].descriptor();  // −1 once it is closed: poll skips it
    }
  }
}

void PeerWatch::Hear(size_t socket) {
  std::vector<Line> lines(rank_ == 0 ? 1 : static_cast<size_t>(size_));
  const bool heard =
      sockets_[socket].Receive(std::as_writable_bytes(std::span(lines)), DeadlineIn(1.0));
  const std::lock_guard lock(mutex_);
  if (!heard) {
    sockets_[socket].Close();
    Peer& peer = peers_[socket];  // rank 0's place on the others, too
    if (peer.progress != kFinished) peer.silent_ms = kGone;
    return;
  }
  const size_t first = rank_ == 0 ? socket : 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    peers_[first + i] = {lines[i].progress, lines[i].silent_ms, Clock::now()};
  }
}

bool PeerWatch::IsSilent(const Peer& peer) const {
  if (peer.progress == kFinished) return false;
  const auto since =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - peer.heard).count();
  return peer.silent_ms == kGone || peer.silent_ms + since > kSilentMs;
}

std::vector<int64_t> PeerWatch::Gone() const {
  const std::lock_guard lock(mutex_);
  std::vector<int64_t> gone;
  for (int64_t i = 0; i < size_; ++i) {
    if (i != rank_ && peers_[static_cast<size_t>(i)].silent_ms == kGone) gone.push_back(i);
  }
  return gone;
}

std::vector<int64_t> PeerWatch::Missing() const {
  const std::lock_guard lock(mutex_);
  // When rank 0 is silent, what it last said of the others is old.
  if (rank_ != 0 && IsSilent(peers_[0])) return {0};
  std::vector<int64_t> missing;
  for (int64_t i = 0; i < size_; ++i) {
    const Peer& peer = peers_[static_cast<size_t>(i)];
    if (i != rank_ && (IsSilent(peer) || peer.progress < progress_)) missing.push_back(i);
  }
  return missing;
}

}  // namespace supreme
