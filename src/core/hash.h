// SHA-256 and MD5 of text and files, as lower-case hex. Links OpenSSL: not for supreme-train.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace supreme {

std::string Sha256(std::string_view bytes);
// Reads in blocks; errors as ReadFile.
std::string Sha256File(const std::filesystem::path& path);
// Only to compare with sums that publishers give; MD5 protects against nobody.
std::string Md5File(const std::filesystem::path& path);

}  // namespace supreme
