// Which record has which query, for training: sparse and bit-packed, because a record has a handful
// of hundreds of queries. 771,500 records × 295 queries with five labels each take 11 MB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace supreme {

inline constexpr uint8_t kLabelAbsent = 0;
inline constexpr uint8_t kLabelPresent = 1;
inline constexpr uint8_t kLabelUncertain = 2;

struct RecordLabel {
  uint32_t query = 0;
  bool is_uncertain = false;
};

// Rows are the rows of a pack, columns the queries of a vocabulary. Grows by rows, nothing else
// changes. Thread-safe to read.
class LabelMatrix {
 public:
  LabelMatrix() : LabelMatrix(0) {}
  // A matrix without rows; at most 2^24 queries (kInvalidInput).
  explicit LabelMatrix(size_t query_count, std::string pack_id = "");
  // `cells` is [rows, queries] of 0 absent, 1 present, 2 uncertain; kCorruptData for other values.
  static LabelMatrix FromCells(size_t query_count, std::span<const uint8_t> cells,
                               std::string pack_id = "");

  // Labels of the next row, by rising query, no query twice (kInternal).
  void AddRow(std::span<const RecordLabel> labels);

  size_t row_count() const { return starts_.size() - 1; }
  size_t query_count() const { return query_count_; }
  size_t label_count() const { return static_cast<size_t>(starts_.back()); }
  const std::string& pack_id() const { return pack_id_; }
  void set_pack_id(std::string pack_id) { pack_id_ = std::move(pack_id); }

  // Labels of one row, by rising query. Any row at any time, in the time its labels take.
  void VisitRow(size_t row, const std::function<void(RecordLabel)>& visit) const;
  // The whole row, 0, 1 or 2 in each of `cells` [queries].
  void ReadRow(size_t row, std::span<uint8_t> cells) const;
  // All rows, [rows, queries]: for small matrices.
  std::vector<uint8_t> Cells() const;
  // Memory held, in bytes.
  size_t ByteCount() const;

 private:
  friend LabelMatrix ReadLabels(const std::filesystem::path& folder);
  friend void WriteLabels(const LabelMatrix& labels, const std::filesystem::path& folder);
  void Append(uint32_t code);
  uint32_t CodeAt(size_t entry) const;
  size_t EntryBytes() const;
  void CheckEntries(const std::string& where) const;

  size_t query_count_;
  unsigned bits_;                // per entry
  std::vector<int64_t> starts_;  // first entry of each row, and the end
  std::vector<uint8_t> bytes_;   // entries, then zeros so that eight bytes can be read at any entry
  std::string pack_id_;
};

// labels.safetensors of a vocabulary's folder:
//   "row_starts" int64 [rows + 1]  number of the row's first entry, and the end
//   "entries"    uint8 [bytes]     entry i stands in bits i·b … (i+1)·b − 1 of the stream, the
//                                  lowest bit of a byte first; its value is 2·query + (1 when
//                                  uncertain); b is the bit length of 2·queries − 1
//   metadata "pack_id", "query_count"
// A file with one tensor "labels" uint8 [rows, queries] of 0, 1, 2 and the metadata "pack_id" is
// read too. kNotFound; kCorruptData (anything that does not fit together).
LabelMatrix ReadLabels(const std::filesystem::path& folder);
void WriteLabels(const LabelMatrix& labels, const std::filesystem::path& folder);
inline constexpr char kLabelsFile[] = "labels.safetensors";

}  // namespace supreme
