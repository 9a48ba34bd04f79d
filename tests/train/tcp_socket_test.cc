#include "train/tcp_socket.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/train/free_port.h"

namespace supreme {
namespace {

class TcpSocketPair : public ::testing::Test {
 protected:
  TcpSocketPair() : port_(FreePort()), listener_(TcpSocket::Listen(port_)) {
    std::string reason;
    near_ = TcpSocket::Connect("127.0.0.1", port_, DeadlineIn(5.0), reason);
    far_ = listener_.Accept(DeadlineIn(5.0));
  }
  int64_t port_;
  TcpSocket listener_;
  std::optional<TcpSocket> near_, far_;
};

TEST_F(TcpSocketPair, CarriesMoreThanTheSystemHolds) {
  ASSERT_TRUE(near_ && far_);
  std::vector<std::byte> sent(20'000'000, std::byte{7});
  std::vector<std::byte> got(sent.size());
  std::thread reader([&] { EXPECT_TRUE(far_->Receive(got, DeadlineIn(20.0))); });
  EXPECT_TRUE(near_->Send(sent, DeadlineIn(20.0)));
  reader.join();
  EXPECT_EQ(got, sent);
}

TEST_F(TcpSocketPair, StopsWaitingAtTheDeadline) {
  ASSERT_TRUE(near_ && far_);
  std::vector<std::byte> bytes(100'000'000);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(far_->Receive(std::span(bytes).first(8), DeadlineIn(0.1))) << "nothing was sent";
  EXPECT_FALSE(near_->Send(bytes, DeadlineIn(0.1))) << "nobody reads";
  EXPECT_FALSE(listener_.Accept(DeadlineIn(0.1))) << "nobody comes";
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST_F(TcpSocketPair, NoticesThatTheOtherEndHasClosed) {
  ASSERT_TRUE(near_ && far_);
  near_->Close();
  uint64_t word = 0;
  EXPECT_FALSE(far_->Receive(WritableBytesOf(word), DeadlineIn(5.0)));
}

}  // namespace
}  // namespace supreme
