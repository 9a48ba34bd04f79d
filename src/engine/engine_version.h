// Which inference library the program runs on.
#pragma once

#include <filesystem>
#include <string>

namespace supreme {

struct EngineVersion {
  std::string version;            // of OpenVINO, e.g. "2026.4.1"
  std::filesystem::path library;  // the file it was loaded from; empty when not known
};

EngineVersion FindEngineVersion();

}  // namespace supreme
