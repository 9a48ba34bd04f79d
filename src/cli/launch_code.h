// How a rank tells `supreme launch` that starting all of them again would not help.
#pragma once

namespace supreme {

// Set by launch for the ranks that it starts.
inline constexpr const char* kLaunchedVariable = "SUPREME_LAUNCHED";

// Exit code of such a rank in place of 5 when a device, library, port or folder was not to be had
// from the start; lost ranks end with 5 as ever (69: EX_UNAVAILABLE of sysexits.h).
inline constexpr int kNotThereCode = 69;

}  // namespace supreme
