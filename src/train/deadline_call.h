// Calls of foreign libraries that block for as long as they like.
#pragma once

#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace supreme {

// Runs `call` in a thread of its own and returns its result; nothing when it has not returned by
// then. That thread stays behind, so the process should end soon.
template <class Call>
auto CallWithDeadline(Call call, double seconds) -> std::optional<decltype(call())> {
  std::packaged_task<decltype(call())()> task(std::move(call));
  auto result = task.get_future();
  std::thread(std::move(task)).detach();
  if (result.wait_for(std::chrono::duration<double>(seconds)) != std::future_status::ready) {
    return std::nullopt;
  }
  return result.get();
}

}  // namespace supreme
