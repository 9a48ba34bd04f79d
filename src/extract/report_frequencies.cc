#include "extract/report_frequencies.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kFurtherLines = 2.8;  // gives 4.5 lines a report on MIMIC-IV-ECG's counts
constexpr uint64_t kShuffleSeed = 20250523;

size_t Pick(const std::vector<double>& running_sum, Rng& rng) {
  const double at = rng.Uniform() * running_sum.back();
  const auto found = std::upper_bound(running_sum.begin(), running_sum.end(), at);
  return static_cast<size_t>(std::min(found, running_sum.end() - 1) - running_sum.begin());
}

void Append(std::vector<double>& running_sum, double value) {
  running_sum.push_back((running_sum.empty() ? 0.0 : running_sum.back()) + value);
}

size_t Poisson(double mean, Rng& rng) {
  size_t count = 0;
  for (double product = rng.Uniform(); product > std::exp(-mean); product *= rng.Uniform()) {
    ++count;
  }
  return count;
}

// N of "(N further values)"; 0 for a statement.
int64_t FurtherValues(const std::string& statement) {
  if (!statement.starts_with('(') || !statement.ends_with(" further values)")) return 0;
  return ParseInt(statement.substr(1, statement.find(' ') - 1)).value_or(0);
}

bool IsVerdict(const std::string& statement) { return AsciiLower(statement).ends_with(" ecg"); }

}  // namespace

ReportFrequencies::ReportFrequencies(const std::filesystem::path& counts,
                                     const std::filesystem::path& statements, uint64_t record_count)
    : record_count_(record_count) {
  std::istringstream lines(ReadFile(statements));
  for (std::string line; std::getline(lines, line);) {
    if (!Trim(line).empty()) tail_.emplace_back(Trim(line));
  }
  if (tail_.empty()) {
    throw Error(ErrorCode::kCorruptData, "no statements", statements.string(), "one a line");
  }
  // Lists are often sorted by the alphabet, which is not how often they occur.
  Rng rng(kShuffleSeed);
  rng.Shuffle(std::span<std::string>(tail_));
  for (size_t k = 1; k <= tail_.size(); ++k) Append(tail_sum_, 1.0 / static_cast<double>(k));
  ReadCounts(counts);
}

void ReportFrequencies::ReadCounts(const std::filesystem::path& path) {
  CsvReader reader = CsvReader::Open(path);
  const double records = static_cast<double>(record_count_);
  while (reader.Next()) {
    const std::string& statement = reader["statement"];
    const auto count = ParseInt(reader["count"]);
    if (!count || *count < 0) {
      throw Error(ErrorCode::kCorruptData, "count is not a whole number", reader.Where());
    }
    const double share = static_cast<double>(*count);
    if (reader["scope"] == "any_report_line") {
      (IsVerdict(statement) ? verdicts_ : findings_).emplace_back(statement, share / records);
    } else if (reader["scope"] == "report_0_normalised") {
      const int64_t further = std::min<int64_t>(FurtherValues(statement), 100000);
      double harmonic = 0;
      for (int64_t k = 1; k <= further; ++k) harmonic += 1.0 / static_cast<double>(k);
      for (int64_t k = 1; k <= further; ++k) {
        const size_t at = static_cast<size_t>(k - 1);
        std::string text = tail_[at % tail_.size()];
        // More values than statements: pairs of them.
        if (at >= tail_.size())
          text += " with " + tail_[(at * 7 + at / tail_.size()) % tail_.size()];
        first_.push_back(std::move(text));
        Append(first_sum_, share / (static_cast<double>(k) * harmonic));
      }
      if (further == 0) {
        first_.push_back(statement);
        Append(first_sum_, share);
      }
    }
  }
  if (first_.empty()) {
    throw Error(ErrorCode::kCorruptData, "no first lines", path.string(),
                "rows of scope report_0_normalised");
  }
  // A finding that already stands among the first lines would be drawn twice.
  std::erase_if(findings_, [&](const auto& finding) {
    return std::any_of(first_.begin(), first_.end(), [&](const std::string& line) {
      return AsciiLower(line) == AsciiLower(finding.first);
    });
  });
}

void ReportFrequencies::AddFurther(Rng& rng, std::string& report) const {
  for (const auto& [finding, share] : findings_) {
    if (rng.Bernoulli(share)) report += "\n" + finding;
  }
  for (size_t left = Poisson(kFurtherLines, rng); left > 0; --left) {
    report += "\n" + tail_[Pick(tail_sum_, rng)];
  }
}

std::string ReportFrequencies::Draw(Rng& rng) const {
  std::string report = first_[Pick(first_sum_, rng)];
  const std::pair<std::string, double>* verdict = nullptr;
  double at = rng.Uniform();
  for (const auto& candidate : verdicts_) {
    if (verdict == nullptr && at < candidate.second) verdict = &candidate;
    at -= candidate.second;
  }
  const bool is_normal = verdict != nullptr && AsciiLower(verdict->first).starts_with("normal");
  if (!is_normal) AddFurther(rng, report);
  if (verdict != nullptr) report += "\n" + verdict->first;
  return report;
}

}  // namespace supreme
