// Where the default text encoder lies.
#pragma once

#include <filesystem>
#include <string>

namespace supreme {

// The folder given by a flag ("hashed" stands for itself); without one the first that is there of:
// share/supreme/text-encoder beside the installed programs, and the one that ./dev setup fetched.
// Errors: kNotFound when a given folder, or every default, is absent.
std::filesystem::path TextEncoderFolder(const std::string& flag);

}  // namespace supreme
