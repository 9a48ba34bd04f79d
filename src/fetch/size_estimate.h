// How much is still to come, asked of a few files: lists of PhysioNet state no sizes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "fetch/file_list.h"

namespace supreme {

struct SizeEstimate {
  uint64_t bytes = 0;
  size_t asked = 0;    // files whose size was asked for
  size_t unknown = 0;  // files of a kind that no answer tells about
};

// Sizes that the list states are taken as they are. Of the others, up to `per_kind` files of each
// file name extension are asked, spread evenly, and stand for the rest of their kind.
SizeEstimate EstimateSize(
    const std::vector<const RemoteFile*>& files, size_t per_kind,
    const std::function<std::optional<uint64_t>(const RemoteFile& file)>& size_of);

}  // namespace supreme
