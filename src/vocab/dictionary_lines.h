// The lines of a large table of a foreign dictionary, one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace supreme {

constexpr size_t kMaxDictionaryLine = 64 * 1024;  // bytes; definitions stay under 16 KiB

// Fields of a line that is not empty, and its number; a line over kMaxDictionaryLine has none.
using VisitFields = std::function<void(std::span<const std::string_view> fields, uint64_t line)>;

// Reads in blocks, so that the file may be larger than the memory. CRLF is accepted. kNotFound,
// kIo; kInvalidInput when it is no regular file; kCancelled on Ctrl-C. Shows progress.
void VisitDictionary(const std::filesystem::path& path, char separator, const VisitFields& visit);

}  // namespace supreme
