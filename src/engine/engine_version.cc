#include "engine/engine_version.h"

#include <dlfcn.h>

#include <algorithm>
#include <openvino/core/version.hpp>

namespace supreme {

EngineVersion FindEngineVersion() {
  EngineVersion found;
  // "2026.4.1-20001-abcdef": the number alone says enough.
  found.version = ov::get_openvino_version().buildNumber;
  found.version.resize(std::min(found.version.size(), found.version.find('-')));
  Dl_info place{};
  const auto address = reinterpret_cast<const void*>(&ov::get_openvino_version);
  if (::dladdr(address, &place) != 0 && place.dli_fname != nullptr) {
    found.library = place.dli_fname;
  }
  return found;
}

}  // namespace supreme
