#include "data/import_items.h"

#include <unordered_set>

#include "core/hash.h"
#include "core/numbers.h"
#include "data/sharded_import.h"

namespace supreme {
namespace {

// SHA-256 of texts whose borders count, in pieces, since a million items take 300 MB.
class TextHash {
 public:
  void Add(std::string_view text) {
    pending_ += std::to_string(text.size());
    pending_ += ' ';
    pending_ += text;
    if (pending_.size() > kPieceBytes) Fold();
  }
  std::string Hex() {
    Fold();
    return hash_;
  }

 private:
  static constexpr size_t kPieceBytes = size_t{1} << 20;

  void Fold() {
    hash_ = Sha256(hash_ + pending_);
    pending_.clear();
  }

  std::string hash_;
  std::string pending_;
};

// All that the dataset's table says about the items.
std::string HashOf(const std::vector<ImportItem>& items) {
  TextHash hash;
  for (const ImportItem& item : items) {
    const PackRow& row = item.row;
    for (const std::string* text : {&row.record_id, &row.patient_id, &row.source, &item.report}) {
      hash.Add(*text);
    }
    hash.Add(FormatDouble(row.age_years));
    for (const int64_t number :
         {row.fold, static_cast<int64_t>(row.sex), static_cast<int64_t>(item.code_source),
          static_cast<int64_t>(item.file.index), static_cast<int64_t>(item.codes.size())}) {
      hash.Add(std::to_string(number));
    }
    for (const PackCode& code : item.codes) {
      hash.Add(code.code);
      hash.Add(FormatDouble(code.likelihood));
    }
    hash.Add(item.problem ? item.problem->what() : "");
  }
  return hash.Hex();
}

// Positions of items whose record id stands before them, in an item that can be used.
std::unordered_set<size_t> FindDoubled(const std::vector<ImportItem>& items) {
  std::unordered_set<std::string_view> seen;
  std::unordered_set<size_t> doubled;
  for (size_t i = 0; i < items.size(); ++i) {
    if (!items[i].problem && !seen.insert(items[i].row.record_id).second) doubled.insert(i);
  }
  return doubled;
}

}  // namespace

ImportSummary ImportItems(const std::vector<ImportItem>& items, const std::filesystem::path& dir,
                          const std::filesystem::path& out, const ImportOptions& options,
                          OrderedJson facts) {
  const std::unordered_set<size_t> doubled = FindDoubled(items);
  ShardedImport job;
  job.dir = dir;
  job.out = out;
  job.item_count = items.size();
  job.read = [&](size_t first, size_t count) {
    std::vector<ShardedItem> some;
    some.reserve(count);
    for (size_t i = first; i < first + count; ++i) {
      ImportItem& item = some.emplace_back(ShardedItem{items[i], {}}).item;
      if (!doubled.contains(i)) continue;
      item.problem = Error(ErrorCode::kInvalidInput, "record id occurs twice", item.row.record_id,
                           "give every record its own id");
    }
    return some;
  };
  job.facts = std::move(facts);
  OrderedJson decisive = job.facts;
  decisive["items"] = HashOf(items);
  job.fingerprint = ImportFingerprint(std::move(decisive), options.window);
  return ImportSharded(std::move(job), options);
}

}  // namespace supreme
