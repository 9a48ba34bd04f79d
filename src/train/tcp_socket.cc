#include "train/tcp_socket.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <thread>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

using Clock = std::chrono::steady_clock;

int MillisecondsLeft(Deadline deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<int64_t>(left, 0, 1'000'000));
}

void Prepare(int descriptor) {
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses Resolve(const std::string& host, int64_t port, std::string& reason) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int result = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (result != 0) reason = ::gai_strerror(result);
  return Addresses(result == 0 ? found : nullptr);
}

}  // namespace

Deadline DeadlineIn(double seconds) {
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

TcpSocket& TcpSocket::operator=(TcpSocket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

TcpSocket::~TcpSocket() { Close(); }

void TcpSocket::Close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

TcpSocket TcpSocket::Listen(int64_t port) {
  TcpSocket socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const bool has_v6 = socket.is_open();
  if (!has_v6) socket = TcpSocket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  const int off = 0;
  ::setsockopt(socket.descriptor_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(socket.descriptor_, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(static_cast<uint16_t>(port));
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = v6.sin6_port;
  const auto* address =
      has_v6 ? reinterpret_cast<const sockaddr*>(&v6) : reinterpret_cast<const sockaddr*>(&v4);
  const auto length = static_cast<socklen_t>(has_v6 ? sizeof v6 : sizeof v4);
  if (::bind(socket.descriptor_, address, length) != 0 || ::listen(socket.descriptor_, 128) != 0) {
    throw Error(
        ErrorCode::kUnavailable, std::string("rank 0 cannot listen: ") + std::strerror(errno),
        "port " + std::to_string(port), "another MASTER_PORT: another run may have this one");
  }
  Prepare(socket.descriptor_);
  return socket;
}

std::optional<TcpSocket> TcpSocket::Connect(const std::string& host, int64_t port,
                                            Deadline deadline, std::string& reason) {
  for (;;) {
    const Addresses addresses = Resolve(host, port, reason);
    for (const addrinfo* next = addresses.get(); next != nullptr; next = next->ai_next) {
      TcpSocket socket(::socket(next->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
      if (!socket.is_open()) continue;
      Prepare(socket.descriptor_);
      int result = ::connect(socket.descriptor_, next->ai_addr, next->ai_addrlen);
      int error_number = errno;
      if (result != 0 && error_number == EINPROGRESS) {
        error_number = ETIMEDOUT;
        if (socket.WaitFor(POLLOUT, deadline)) {
          socklen_t length = sizeof error_number;
          ::getsockopt(socket.descriptor_, SOL_SOCKET, SO_ERROR, &error_number, &length);
          result = error_number == 0 ? 0 : -1;
        }
      }
      if (result == 0) return socket;
      reason = std::strerror(error_number);
    }
    if (Clock::now() + std::chrono::milliseconds(100) >= deadline) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

bool TcpSocket::WaitFor(short events, Deadline deadline) const {
  pollfd entry{descriptor_, events, 0};
  for (;;) {
    const int result = ::poll(&entry, 1, MillisecondsLeft(deadline));
    if (result > 0) return true;
    if (result == 0 || errno != EINTR) return false;
  }
}

std::optional<TcpSocket> TcpSocket::Accept(Deadline deadline) {
  while (WaitFor(POLLIN, deadline)) {
    TcpSocket socket(::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC));
    if (!socket.is_open()) continue;  // it has gone again
    Prepare(socket.descriptor_);
    return socket;
  }
  return std::nullopt;
}

bool TcpSocket::Send(std::span<const std::byte> bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes = bytes.subspan(static_cast<size_t>(sent));
    } else if (errno == EAGAIN || errno == EINTR) {
      if (!WaitFor(POLLOUT, deadline)) return false;
    } else {
      return false;
    }
  }
  return true;
}

bool TcpSocket::Receive(std::span<std::byte> bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t got = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    if (got > 0) {
      bytes = bytes.subspan(static_cast<size_t>(got));
    } else if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
      if (!WaitFor(POLLIN, deadline)) return false;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace supreme
