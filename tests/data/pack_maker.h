// Writes a pack from windows that a test makes up, without an import.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "data/import_pipeline.h"
#include "data/pack_format.h"
#include "data/pack_json.h"
#include "data/shard_buffer.h"

namespace supreme {

class PackMaker {
 public:
  explicit PackMaker(std::filesystem::path folder)
      : folder_(Emptied(std::move(folder))), tables_(folder_) {}

  void Add(const PackRecord& record) {
    shard_.Add(record.window);
    tables_.Add(record.row, record.codes, record.report);
    if (shard_.rows() == kShardRows) WriteShard();
  }

  // Returns the pack's id.
  std::string Finish() {
    if (shard_.rows() > 0) WriteShard();
    for (const std::string& name : tables_.Commit()) {
      files_.push_back(DescribePackFile(folder_, name));
    }
    return WritePackJson(folder_, {shard_rows_, files_, OrderedJson::object()});
  }

 private:
  static std::filesystem::path Emptied(std::filesystem::path folder) {
    std::filesystem::create_directories(folder);
    RemovePackFiles(folder);
    return folder;
  }

  void WriteShard() {
    const std::string name = ShardName(shard_rows_.size());
    shard_rows_.push_back(shard_.rows());
    shard_.Write(folder_ / name, Durability::kRenamed);
    files_.push_back(DescribePackFile(folder_, name));
  }

  std::filesystem::path folder_;
  PackTables tables_;
  ShardBuffer shard_;
  std::vector<size_t> shard_rows_;
  std::vector<PackFile> files_;
};

}  // namespace supreme
