// Publishers' lists of files: the first byte picks the kind. A list that is accepted names only
// paths below the folder, each once, and addresses that may be asked.
#include <filesystem>
#include <string>

#include "fetch/file_list.h"
#include "fetch/url.h"
#include "fuzz_input.h"

namespace supreme {
namespace {

constexpr const char* kUrl = "https://example.org/list";

void CheckFile(const RemoteFile& file) {
  const std::filesystem::path path = std::filesystem::path("out") / file.path;
  FuzzExpect(path.lexically_normal().string().starts_with("out/"));
  FuzzExpect(file.path.find('\\') == file.path.npos && !file.path.starts_with(".fetch/"));
  if (!file.url.empty()) FuzzExpect(MayRedirect(kUrl, file.url));
  FuzzExpect(JoinUrl(kUrl, file.path).find_first_of("?# ") == std::string::npos);
}

void Parse(std::string_view input) {
  if (input.empty()) return;
  constexpr ListKind kKinds[] = {ListKind::kSha256Sums, ListKind::kZenodo, ListKind::kFigshare};
  const auto files =
      ParseFileList(kKinds[static_cast<unsigned char>(input[0]) % 3], input.substr(1), kUrl);
  FuzzExpect(!files.empty());
  for (const RemoteFile& file : files) CheckFile(file);
}

}  // namespace
}  // namespace supreme

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, supreme::Parse);
}
