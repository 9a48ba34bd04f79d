#include "data/pack_verify.h"

#include "core/error.h"
#include "core/hash.h"
#include "core/json.h"
#include "data/pack_format.h"

namespace supreme {

PackFile DescribePackFile(const std::filesystem::path& folder, const std::string& name) {
  const auto path = folder / name;
  return {name, std::filesystem::file_size(path), Sha256File(path)};
}

std::string PackId(const std::vector<PackFile>& files) {
  std::string lines;
  for (const PackFile& file : files) {
    if (file.name != kImportReportName) lines += file.name + " " + file.sha256 + "\n";
  }
  return Sha256(lines);
}

std::vector<ListedFile> ListPackFiles(const std::filesystem::path& folder) {
  const auto json_path = folder / kPackJsonName;
  const Json json = ReadJsonFile(json_path);
  std::vector<ListedFile> files;
  for (const Json& entry : JsonMember(json, "files", json_path.string())) {
    const auto name = std::filesystem::path(JsonString(entry, "name", json_path.string()));
    files.push_back({name.filename().string(), JsonString(entry, "sha256", json_path.string())});
  }
  return files;
}

void VerifyPackFiles(const Pack& pack) {
  std::vector<PackFile> files;
  for (const ListedFile& listed : ListPackFiles(pack.folder())) {
    files.push_back(DescribePackFile(pack.folder(), listed.path));
    if (files.back().sha256 != listed.sha256) {
      throw Error(ErrorCode::kCorruptData, "contents differ from the SHA-256 in pack.json",
                  (pack.folder() / files.back().name).string(), "import the records again");
    }
  }
  if (PackId(files) != pack.id()) {
    throw Error(ErrorCode::kCorruptData, "the id does not belong to the files",
                (pack.folder() / kPackJsonName).string(), "import the records again");
  }
}

}  // namespace supreme
