// How ranks that no MPI joins find each other: all connect to rank 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "train/tcp_socket.h"

namespace supreme {

struct RendezvousPlace {
  int64_t rank = 0;
  int64_t size = 1;
  std::string host;  // of rank 0
  int64_t port = 0;
  std::string job;  // the same for all ranks of a run; those of another run are refused
  double timeout_s = 120.0;
};

// Returns when all are there: on rank 0 one connection per rank (its own is closed), on the others
// one to rank 0. kTimeout naming the ranks that did not come, or rank 0's address; kUnavailable
// when the port is taken; kUsage when rank 0 refuses this rank.
std::vector<TcpSocket> MeetRanks(const RendezvousPlace& place);

// Rank 0's bytes become everyone's. kUnavailable when a rank has gone.
void ShareBytes(std::vector<TcpSocket>& sockets, const RendezvousPlace& place,
                std::span<std::byte> bytes);

}  // namespace supreme
