// A TCP connection with deadlines on everything.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace supreme {

using Deadline = std::chrono::steady_clock::time_point;
Deadline DeadlineIn(double seconds);

// Owns its descriptor. Not thread-safe.
class TcpSocket {
 public:
  explicit TcpSocket(int descriptor) : descriptor_(descriptor) {}
  TcpSocket(TcpSocket&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  TcpSocket& operator=(TcpSocket&& other) noexcept;
  ~TcpSocket();

  // On all addresses of this machine. kUnavailable naming the port when another has it.
  static TcpSocket Listen(int64_t port);
  // Tries again and again until somebody listens there; nothing at the deadline, and in `reason`
  // why not.
  static std::optional<TcpSocket> Connect(const std::string& host, int64_t port, Deadline deadline,
                                          std::string& reason);
  std::optional<TcpSocket> Accept(Deadline deadline);

  // All bytes, or false: the other end has closed, or the deadline has passed.
  bool Send(std::span<const std::byte> bytes, Deadline deadline);
  bool Receive(std::span<std::byte> bytes, Deadline deadline);

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  void Close();

 private:
  bool WaitFor(short events, Deadline deadline) const;
  int descriptor_;
};

// Plain structs as they lie in memory: all ranks are of one architecture.
template <class T>
std::span<const std::byte> BytesOf(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}
template <class T>
std::span<std::byte> WritableBytesOf(T& value) {
  return std::as_writable_bytes(std::span(&value, 1));
}

}  // namespace supreme
