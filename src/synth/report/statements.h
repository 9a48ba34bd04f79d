// The wordings of report statements (vocab/statements.csv): finding, style, use, texts.
//
// A text may hold places to fill in (see fill_in.h): {rate}, {where}, {degree} … Findings that
// differ by territory only share rows ("@infarct"), with {t} and {leads} of vocab/territories.csv.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "synth/finding.h"
#include "synth/report/report.h"

namespace supreme {

enum class StatementUse : uint8_t {
  kCertain,    // a noun phrase: "possible" can stand before it
  kSentence,   // certain too, but of another form
  kUncertain,  // "possible …"
  kAdds,       // what the finding adds to the rhythm's statement: "with frequent PVCs"
  kCause,      // what a reader suspects behind the finding: "consider ischemia"
  // Instead of kCertain, by ventricular rate: above 100/min, below 60/min, between.
  kFast,
  kSlow,
  kModerate,
  // Instead of kCertain, by the age of the infarction.
  kAcute,
  kRecent,
  kOld,
  kUndetermined,
};
inline constexpr size_t kStatementUseCount = 12;
inline constexpr size_t kWrittenStyleCount = 4;  // muse, glasgow, free, german

// Immutable, thread-safe.
class StatementTable {
 public:
  // CSV with the columns code, style ("en": the three English ones), certainty, texts (joined by
  // ';'); territories with code, family, name, leads. kCorruptData with file:line.
  StatementTable(std::string_view statements, std::string_view territories);
  static const StatementTable& BuiltIn();

  // May be empty for any use but kCertain or the four ages. `style` is one of the four.
  const std::vector<std::string>& Texts(Finding finding, ReportStyle style, StatementUse use) const;
  // "possible {s}": how any certain statement becomes an uncertain one.
  const std::vector<std::string>& Doubts(ReportStyle style) const;
  // True when the finding is stated by the age of an infarction.
  bool HasAge(Finding finding) const;

 private:
  struct Row;
  using Cells =
      std::array<std::array<std::vector<std::string>, kStatementUseCount>, kWrittenStyleCount>;
  void Add(const Row& row, Cells& cells);

  std::array<Cells, kFindingCount> cells_;
  std::array<std::vector<std::string>, kWrittenStyleCount> doubts_;
};

}  // namespace supreme
