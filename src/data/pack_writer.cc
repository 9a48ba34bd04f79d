#include "data/pack_writer.h"

#include <algorithm>
#include <optional>
#include <set>

#include "core/error.h"
#include "core/lock_file.h"
#include "data/pack_format.h"
#include "data/pack_json.h"
#include "data/pack_tables.h"
#include "data/shard_buffer.h"

namespace supreme {
namespace {

std::filesystem::path Prepared(const std::filesystem::path& folder, bool replace) {
  PreparePackFolder(folder, replace);
  return folder;
}

}  // namespace

class PackWriter::Impl {
 public:
  Impl(const std::filesystem::path& folder, bool replace)
      : folder_(Prepared(folder, replace)), lock_(folder_ / ".lock") {
    RemovePackFiles(folder_);
    tables_.emplace(folder_);
  }

  void Add(const PackRecord& record) {
    const PackRow& row = record.row;
    if (!record_ids_.insert(row.record_id).second) {
      throw Error(ErrorCode::kInvalidInput, "record id occurs twice", row.record_id);
    }
    shard_.Add(record.window);
    tables_->Add(row, record.codes, record.report);
    ++row_count_;
    if (shard_.rows() == kShardRows) WriteShard();
  }

  size_t size() const { return row_count_; }

  std::string Finish(const OrderedJson& facts, const std::vector<std::string>& extra_files) {
    if (shard_.rows() > 0) WriteShard();
    std::vector<std::string> names = tables_->Commit();
    names.insert(names.end(), extra_files.begin(), extra_files.end());
    for (const std::string& name : names) AddFile(name);
    return WritePackJson(folder_, {shard_rows_, files_, facts});
  }

 private:
  void WriteShard() {
    const std::string name = ShardName(shard_rows_.size());
    shard_rows_.push_back(shard_.rows());
    shard_.Write(folder_ / name, Durability::kSynced);
    AddFile(name);
  }

  void AddFile(const std::string& name) { files_.push_back(DescribePackFile(folder_, name)); }

  std::filesystem::path folder_;
  LockFile lock_;
  std::optional<PackTables> tables_;
  std::set<std::string> record_ids_;
  ShardBuffer shard_;  // that is being filled
  std::vector<size_t> shard_rows_;
  std::vector<PackFile> files_;
  size_t row_count_ = 0;
};

PackWriter::PackWriter(const std::filesystem::path& folder, bool replace)
    : impl_(std::make_unique<Impl>(folder, replace)) {}
PackWriter::~PackWriter() = default;
void PackWriter::Add(const PackRecord& record) { impl_->Add(record); }
size_t PackWriter::size() const { return impl_->size(); }
std::string PackWriter::Finish(const OrderedJson& facts,
                               const std::vector<std::string>& extra_files) {
  return impl_->Finish(facts, extra_files);
}

std::string QualityFlags(const EcgWindow& window) {
  std::string flags;
  const auto add = [&](std::string_view flag) {
    flags += (flags.empty() ? "" : ";") + std::string(flag);
  };
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0) {
      add("missing:" + std::string(kLeadNames[lead]));
    } else if (window.flat[lead] != 0) {
      add("flat:" + std::string(kLeadNames[lead]));
    }
  }
  const auto speaks_of = [&](std::string_view word) {
    return std::any_of(window.warnings.begin(), window.warnings.end(),
                       [&](const std::string& text) { return text.find(word) != text.npos; });
  };
  if (speaks_of("gain")) add("gain");
  if (speaks_of("limb leads")) add("limb");
  return flags;
}

}  // namespace supreme
