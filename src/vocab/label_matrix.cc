#include "vocab/label_matrix.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

static_assert(std::endian::native == std::endian::little, "entries are little-endian");

constexpr size_t kMaxQueries = size_t{1} << 24;
constexpr size_t kPadding = 8;  // bytes after the last entry

std::string MetadataOf(const SafetensorsFile& file, const char* key) {
  const auto found = file.metadata().find(key);
  if (found != file.metadata().end()) return found->second;
  throw Error(ErrorCode::kCorruptData, "metadata \"" + std::string(key) + "\" is missing",
              file.path().string(), "build the vocabulary again");
}

LabelMatrix ReadCells(const SafetensorsFile& file) {
  const TensorView& view = file.Get("labels");
  if (view.shape.size() != 2) {
    throw Error(ErrorCode::kCorruptData, "labels are not a matrix", file.path().string());
  }
  return LabelMatrix::FromCells(static_cast<size_t>(view.shape[1]), view.As<uint8_t>(),
                                MetadataOf(file, "pack_id"));
}

}  // namespace

LabelMatrix::LabelMatrix(size_t query_count, std::string pack_id)
    : query_count_(query_count),
      bits_(static_cast<unsigned>(std::bit_width(2 * std::max<size_t>(1, query_count) - 1))),
      starts_{0},
      bytes_(kPadding, 0),
      pack_id_(std::move(pack_id)) {
  if (query_count > kMaxQueries) {
    throw Error(ErrorCode::kInvalidInput, std::to_string(query_count) + " queries", "labels",
                "at most " + std::to_string(kMaxQueries));
  }
}

LabelMatrix LabelMatrix::FromCells(size_t query_count, std::span<const uint8_t> cells,
                                   std::string pack_id) {
  LabelMatrix matrix(query_count, std::move(pack_id));
  if (query_count == 0) return matrix;
  SUPREME_CHECK(cells.size() % query_count == 0);
  std::vector<RecordLabel> labels;
  for (size_t first = 0; first < cells.size(); first += query_count) {
    labels.clear();
    for (size_t query = 0; query < query_count; ++query) {
      const uint8_t cell = cells[first + query];
      if (cell > kLabelUncertain) {
        throw Error(ErrorCode::kCorruptData, "a label is not 0, 1 or 2", "labels");
      }
      if (cell == kLabelAbsent) continue;
      labels.push_back({static_cast<uint32_t>(query), cell == kLabelUncertain});
    }
    matrix.AddRow(labels);
  }
  return matrix;
}

void LabelMatrix::Append(uint32_t code) {
  const size_t bit = label_count() * bits_;
  // Grows by half, not by two: a large matrix must not hold twice its size.
  const size_t needed = (bit + bits_ + 7) / 8 + kPadding;
  if (needed > bytes_.capacity()) bytes_.reserve(needed + needed / 2);
  if (needed > bytes_.size()) bytes_.resize(needed, 0);
  uint64_t word = 0;
  std::memcpy(&word, bytes_.data() + bit / 8, sizeof word);
  word |= uint64_t{code} << (bit % 8);
  std::memcpy(bytes_.data() + bit / 8, &word, sizeof word);
  ++starts_.back();
}

uint32_t LabelMatrix::CodeAt(size_t entry) const {
  const size_t bit = entry * bits_;
  uint64_t word = 0;
  std::memcpy(&word, bytes_.data() + bit / 8, sizeof word);
  return static_cast<uint32_t>((word >> (bit % 8)) & ((uint64_t{1} << bits_) - 1));
}

void LabelMatrix::AddRow(std::span<const RecordLabel> labels) {
  starts_.push_back(starts_.back());
  const RecordLabel* previous = nullptr;
  for (const RecordLabel& label : labels) {
    SUPREME_CHECK(label.query < query_count_ &&
                  (previous == nullptr || previous->query < label.query));
    Append(2 * label.query + (label.is_uncertain ? 1U : 0U));
    previous = &label;
  }
}

void LabelMatrix::VisitRow(size_t row, const std::function<void(RecordLabel)>& visit) const {
  SUPREME_CHECK(row < row_count());
  const auto end = static_cast<size_t>(starts_[row + 1]);
  for (auto entry = static_cast<size_t>(starts_[row]); entry < end; ++entry) {
    const uint32_t code = CodeAt(entry);
    visit({code / 2, code % 2 != 0});
  }
}

void LabelMatrix::ReadRow(size_t row, std::span<uint8_t> cells) const {
  SUPREME_CHECK(cells.size() == query_count_);
  std::fill(cells.begin(), cells.end(), kLabelAbsent);
  VisitRow(row, [&](RecordLabel label) {
    cells[label.query] = label.is_uncertain ? kLabelUncertain : kLabelPresent;
  });
}

std::vector<uint8_t> LabelMatrix::Cells() const {
  std::vector<uint8_t> cells(row_count() * query_count_);
  for (size_t row = 0; row < row_count(); ++row) {
    ReadRow(row, std::span(cells).subspan(row * query_count_, query_count_));
  }
  return cells;
}

size_t LabelMatrix::ByteCount() const {
  return bytes_.capacity() + starts_.capacity() * sizeof(int64_t);
}

size_t LabelMatrix::EntryBytes() const { return (label_count() * bits_ + 7) / 8; }

void LabelMatrix::CheckEntries(const std::string& where) const {
  for (size_t row = 0; row < row_count(); ++row) {
    int64_t previous = -1;
    VisitRow(row, [&](RecordLabel label) {
      if (label.query >= query_count_ || label.query <= previous) {
        throw Error(ErrorCode::kCorruptData,
                    "labels of row " + std::to_string(row) + " are out of order or range", where,
                    "build the vocabulary again");
      }
      previous = label.query;
    });
  }
}

LabelMatrix ReadLabels(const std::filesystem::path& folder) {
  const SafetensorsFile file(folder / kLabelsFile);
  if (file.Has("labels")) return ReadCells(file);
  const std::string where = file.path().string();
  const auto damaged = [&](const std::string& what) {
    return Error(ErrorCode::kCorruptData, what, where, "build the vocabulary again");
  };
  const auto queries = ParseInt(MetadataOf(file, "query_count"));
  if (!queries || *queries < 0 || static_cast<uint64_t>(*queries) > kMaxQueries) {
    throw damaged("metadata \"query_count\" is no count of queries");
  }
  LabelMatrix labels(static_cast<size_t>(*queries), MetadataOf(file, "pack_id"));
  const std::span<const int64_t> starts = file.Get("row_starts").As<int64_t>();
  const std::span<const uint8_t> entries = file.Get("entries").As<uint8_t>();
  // Rows rise, and hold no more labels than there are queries, so no product below overflows.
  bool fits = !starts.empty() && starts[0] == 0;
  for (size_t row = 1; fits && row < starts.size(); ++row) {
    fits = starts[row] >= starts[row - 1] && starts[row] - starts[row - 1] <= *queries;
  }
  if (!fits) throw damaged("row_starts do not rise from 0 row by row");
  if (static_cast<uint64_t>(starts.back()) > entries.size() * 8) {
    throw damaged("there are fewer entries than row_starts say");
  }
  labels.starts_.assign(starts.begin(), starts.end());
  if (labels.EntryBytes() != entries.size()) {
    throw damaged("entries take " + std::to_string(entries.size()) + " bytes instead of " +
                  std::to_string(labels.EntryBytes()));
  }
  labels.bytes_.assign(entries.begin(), entries.end());
  labels.bytes_.resize(entries.size() + kPadding, 0);
  labels.CheckEntries(where);
  return labels;
}

void WriteLabels(const LabelMatrix& labels, const std::filesystem::path& folder) {
  MakeFolder(folder);
  const std::span<const uint8_t> entries(labels.bytes_.data(), labels.EntryBytes());
  WriteSafetensors(
      folder / kLabelsFile,
      {{"row_starts",
        ViewOf<int64_t>(labels.starts_, {static_cast<int64_t>(labels.starts_.size())})},
       {"entries", ViewOf<uint8_t>(entries, {static_cast<int64_t>(entries.size())})}},
      {{"pack_id", labels.pack_id_}, {"query_count", std::to_string(labels.query_count_)}});
}

}  // namespace supreme
