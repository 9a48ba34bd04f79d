// SHA-256 of text and files, as lower-case hex. Links OpenSSL: not for supreme-train.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace supreme {

std::string Sha256(std::string_view bytes);
// Reads in blocks; errors as ReadFile.
std::string Sha256File(const std::filesystem::path& path);

}  // namespace supreme
