#include "train/rendezvous.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "core/error.h"
#include "train/missing_ranks.h"

namespace supreme {
namespace {

constexpr uint64_t kMagic = 0x31524D4550555331ULL;
constexpr double kHelloSeconds = 2.0;
constexpr double kReplyGraceSeconds = 2.0;

struct Hello {
  uint64_t magic = kMagic;
  uint64_t job = 0;
  int64_t rank = 0;
  int64_t size = 0;
};

// How the meeting ended for one rank.
struct Reply {
  uint64_t magic = kMagic;
  int64_t is_refused = 0;  // 1 = by itself, 2 = all are sent home
  std::array<char, 240> why{};
};

// FNV-1a, 64 bits.
uint64_t JobNumber(const std::string& job) {
  uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : job) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

void SendReply(TcpSocket& socket, int64_t is_refused, const std::string& why) {
  Reply reply;
  reply.is_refused = is_refused;
  why.copy(reply.why.data(), reply.why.size() - 1);
  socket.Send(BytesOf(reply), DeadlineIn(kHelloSeconds));
}

std::string Objection(const Hello& hello, const RendezvousPlace& place,
                      const std::vector<TcpSocket>& joined) {
  if (hello.job != JobNumber(place.job)) return "another run waits at this address";
  if (hello.size != place.size) {
    return "rank 0 counts " + std::to_string(place.size) + " ranks, this one " +
           std::to_string(hello.size);
  }
  if (hello.rank < 1 || hello.rank >= place.size) return "there is no such rank";
  if (joined[static_cast<size_t>(hello.rank)].is_open()) return "this rank has joined already";
  return "";
}

std::vector<TcpSocket> WaitForOthers(const RendezvousPlace& place) {
  TcpSocket listener = TcpSocket::Listen(place.port);
  const Deadline deadline = DeadlineIn(place.timeout_s);
  std::vector<TcpSocket> joined;
  for (int64_t i = 0; i < place.size; ++i) joined.emplace_back(-1);
  std::vector<uint8_t> present(static_cast<size_t>(place.size), 0);
  present[0] = 1;
  while (std::ranges::count(present, 1) < place.size) {
    auto socket = listener.Accept(deadline);
    if (!socket) {
      const Error late = LateRanks(AbsentRanks(present), place.timeout_s, "joining the ranks");
      for (TcpSocket& other : joined) {
        if (other.is_open()) SendReply(other, 2, RankList(AbsentRanks(present)));
      }
      throw late;
    }
    Hello hello;
    const bool speaks = socket->Receive(WritableBytesOf(hello), DeadlineIn(kHelloSeconds));
    if (!speaks || hello.magic != kMagic) continue;  // a stranger
    const std::string objection = Objection(hello, place, joined);
    if (!objection.empty()) {
      SendReply(*socket, 1, objection);
      continue;
    }
    joined[static_cast<size_t>(hello.rank)] = std::move(*socket);
    present[static_cast<size_t>(hello.rank)] = 1;
  }
  for (TcpSocket& other : joined) {
    if (other.is_open()) SendReply(other, 0, "");
  }
  return joined;
}

std::vector<TcpSocket> GoToFirst(const RendezvousPlace& place) {
  const std::string address = place.host + ":" + std::to_string(place.port);
  const std::string hint = "MASTER_ADDR and MASTER_PORT have to be rank 0's; is it running?";
  std::string reason = "nobody listens";
  auto socket = TcpSocket::Connect(place.host, place.port, DeadlineIn(place.timeout_s), reason);
  if (!socket) {
    throw Error(ErrorCode::kTimeout, "rank 0 cannot be reached at " + address + ": " + reason,
                "joining the ranks", hint);
  }
  const Hello hello{kMagic, JobNumber(place.job), place.rank, place.size};
  socket->Send(BytesOf(hello), DeadlineIn(kHelloSeconds));
  Reply reply;
  if (!socket->Receive(WritableBytesOf(reply), DeadlineIn(place.timeout_s + kReplyGraceSeconds)) ||
      reply.magic != kMagic) {
    throw Error(ErrorCode::kTimeout, "rank 0 at " + address + " did not answer",
                "joining the ranks", hint);
  }
  const std::string why(reply.why.data(), ::strnlen(reply.why.data(), reply.why.size()));
  if (reply.is_refused == 1) {
    throw Error(ErrorCode::kUsage, "rank 0 at " + address + " refuses: " + why,
                "environment variable MASTER_PORT", "a port of its own for each run");
  }
  if (reply.is_refused == 2) {
    throw Error(ErrorCode::kTimeout, why + " did not join", "joining the ranks", kGoOnHint);
  }
  std::vector<TcpSocket> sockets;
  sockets.push_back(std::move(*socket));
  return sockets;
}

}  // namespace

std::vector<TcpSocket> MeetRanks(const RendezvousPlace& place) {
  return place.rank == 0 ? WaitForOthers(place) : GoToFirst(place);
}

void ShareBytes(std::vector<TcpSocket>& sockets, const RendezvousPlace& place,
                std::span<std::byte> bytes) {
  const Deadline deadline = DeadlineIn(place.timeout_s);
  for (size_t i = 0; i < sockets.size(); ++i) {
    if (!sockets[i].is_open()) continue;
    const bool done =
        place.rank == 0 ? sockets[i].Send(bytes, deadline) : sockets[i].Receive(bytes, deadline);
    if (done) continue;
    throw LostRank(RankList({place.rank == 0 ? static_cast<int64_t>(i) : 0}) + " has gone",
                   "joining the ranks");
  }
}

}  // namespace supreme
