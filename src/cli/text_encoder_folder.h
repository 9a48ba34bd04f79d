// Where the default text encoder lies.
#pragma once

#include <filesystem>
#include <string>

namespace supreme {

// The folder given by a flag: a path, the name of an encoder in models/, "stock" for the untuned
// one that ./dev setup fetched, or "hashed", which stands for itself. Without a flag the one that
// comes along (models/text-encoder-ecg).
// kNotFound when it is absent.
std::filesystem::path TextEncoderFolder(const std::string& flag);

}  // namespace supreme
