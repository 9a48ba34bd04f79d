// The protocol-buffer messages of TensorBoard that a run needs (tensorflow/core/util/event.proto,
// tensorflow/core/framework/summary.proto), as bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct EventScalar {
  std::string tag;
  float value = 0.0F;
};

// When an event was: seconds since 1970, and the step.
struct EventTime {
  double wall_seconds = 0.0;
  int64_t step = 0;
};

// The first event of every file.
std::string FileVersionEvent(double wall_seconds);
// "The run starts, or starts again, at this step": readers forget later steps they have seen.
std::string SessionStartEvent(const EventTime& time);
std::string ScalarsEvent(const EventTime& time, const std::vector<EventScalar>& scalars);

// The step of a message, 0 when it has none; nothing when the bytes are no message.
std::optional<int64_t> StepOfEvent(std::string_view message);

}  // namespace supreme
