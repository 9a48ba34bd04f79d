// A publisher's list of hashes: every entry that is accepted is a hash and a path inside the
// folder.
#include "data/listed_files.h"
#include "fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    for (const supreme::ListedFile& file : supreme::ParseSha256Sums(text, "SHA256SUMS.txt")) {
      supreme::FuzzExpect(file.sha256.size() == 64);
      supreme::FuzzExpect(!file.path.empty() && file.path[0] != '/');
      supreme::FuzzExpect(file.path.find("../") != 0);
    }
  });
}
