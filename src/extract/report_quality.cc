#include "extract/report_quality.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/rng.h"
#include "extract/scp_findings.h"
#include "extract/word_cover.h"
#include "stats/bootstrap.h"

namespace supreme {
namespace {

constexpr int kFirstHeldOutFold = 9;
constexpr uint64_t kResamples = 1000;
constexpr uint64_t kSeed = 1;

// Keys of a Python dictionary: {'NORM': 100.0, 'SR': 0.0}.
std::set<std::string> ParseCodes(std::string_view text, const std::string& where) {
  if (!text.starts_with('{') || !text.ends_with('}')) {
    throw Error(ErrorCode::kCorruptData, "scp_codes is not a list of codes", where);
  }
  std::set<std::string> codes;
  for (size_t at = text.find('\''); at != std::string_view::npos; at = text.find('\'', at)) {
    const size_t end = text.find('\'', at + 1);
    if (end == std::string_view::npos) {
      throw Error(ErrorCode::kCorruptData, "scp_codes has a quote that is not closed", where);
    }
    codes.emplace(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return codes;
}

// Behind "Edit:" stand the codes that annotators typed: the labels, not the report.
std::string WithoutNotes(const std::string& report) {
  return report.substr(0, AsciiLower(report).find("edit:"));
}

struct CodeColumn {
  TextSet truth;
  TextSet said;
  TextSet cover;
};

MatchCounts Count(const TextSet& truth, const TextSet& said, const TextSet& wanted, bool value) {
  MatchCounts counts;
  for (size_t i = 0; i < truth.size(); ++i) {
    if (wanted[i] != value) continue;
    counts.right += truth[i] && said[i] ? 1 : 0;
    counts.wrong += !truth[i] && said[i] ? 1 : 0;
    counts.missed += truth[i] && !said[i] ? 1 : 0;
  }
  return counts;
}

// Mean F1 of some codes over the held-out reports, with an interval over resamples of them.
ScoreInterval MacroF1(const std::vector<const CodeColumn*>& columns,
                      const std::vector<uint32_t>& reports) {
  if (columns.empty() || reports.empty()) return {};
  const auto mean = [&](const std::vector<uint32_t>& sample) {
    double sum = 0.0;
    for (const CodeColumn* column : columns) {
      MatchCounts counts;
      for (const uint32_t i : sample) {
        const bool truth = column->truth[i];
        const bool said = column->said[i];
        counts.right += truth && said ? 1 : 0;
        counts.wrong += !truth && said ? 1 : 0;
        counts.missed += truth && !said ? 1 : 0;
      }
      sum += F1(counts).value;
    }
    return sum / static_cast<double>(columns.size());
  };
  Rng rng(kSeed);
  std::vector<double> means;
  std::vector<uint32_t> sample(reports.size());
  for (uint64_t i = 0; i < kResamples; ++i) {
    ThrowIfInterrupted();
    for (uint32_t& report : sample) report = reports[rng.Index(reports.size())];
    means.push_back(mean(sample));
  }
  return {mean(reports), Percentile(means, 0.025), Percentile(means, 0.975)};
}

std::vector<std::string> FrequentCodes(const std::vector<LabelledReport>& reports) {
  std::map<std::string, uint64_t> counts;
  for (const LabelledReport& report : reports) {
    for (const std::string& code : report.codes) ++counts[code];
  }
  std::vector<std::string> codes;
  for (const auto& [code, count] : counts) {
    if (count >= ReportQuality::kFewestReports) codes.push_back(code);
  }
  std::stable_sort(codes.begin(), codes.end(), [&](const std::string& a, const std::string& b) {
    return counts[a] > counts[b];
  });
  return codes;
}

std::vector<std::set<std::string>> StatedCodes(
    const std::vector<LabelledReport>& reports, const Extractor& extractor,
    const std::function<void(uint64_t, uint64_t)>& progress) {
  const ScpFindings findings;
  std::vector<std::set<std::string>> stated;
  for (const LabelledReport& report : reports) {
    ThrowIfInterrupted();
    stated.push_back(findings.CodesOf(extractor.Extract(report.text)));
    progress(stated.size(), reports.size());
  }
  return stated;
}

CodeQuality Quality(const std::string& code, const CodeColumn& column,
                    const TextSet& is_development) {
  CodeQuality quality;
  quality.code = code;
  quality.report_count =
      static_cast<uint64_t>(std::count(column.truth.begin(), column.truth.end(), true));
  quality.development = Count(column.truth, column.said, is_development, true);
  quality.held_out = Count(column.truth, column.said, is_development, false);
  quality.cover_development = Count(column.truth, column.cover, is_development, true);
  quality.cover_held_out = Count(column.truth, column.cover, is_development, false);
  quality.is_stated = F1(quality.cover_development).value >= ReportQuality::kStatedF1;
  return quality;
}

}  // namespace

std::vector<LabelledReport> ReadLabelledReports(const std::filesystem::path& path) {
  CsvReader reader = CsvReader::Open(path);
  const size_t text = reader.Column("report");
  const size_t codes = reader.Column("scp_codes");
  const size_t fold = reader.Column("strat_fold");
  std::vector<LabelledReport> reports;
  while (reader.Next()) {
    const auto number = ParseInt(reader[fold]);
    if (!number || *number < 1 || *number > 10) {
      throw Error(ErrorCode::kCorruptData, "strat_fold is not 1 to 10", reader.Where());
    }
    reports.push_back({WithoutNotes(reader[text]), ParseCodes(reader[codes], reader.Where()),
                       static_cast<int>(*number)});
  }
  if (reports.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the table has no reports", path.string());
  }
  return reports;
}

ReportQuality ScoreReports(const std::vector<LabelledReport>& reports, const Extractor& extractor,
                           const std::function<void(uint64_t, uint64_t)>& progress) {
  const auto stated = StatedCodes(reports, extractor, progress);
  std::vector<std::string> texts;
  TextSet is_development;
  std::vector<uint32_t> held_out;
  for (uint32_t i = 0; i < reports.size(); ++i) {
    texts.push_back(reports[i].text);
    is_development.push_back(reports[i].fold < kFirstHeldOutFold);
    if (!is_development.back()) held_out.push_back(i);
  }
  const WordSequences sequences(texts, is_development);
  const std::vector<std::string> codes = FrequentCodes(reports);
  std::vector<CodeColumn> columns;
  ReportQuality result;
  result.report_count = reports.size();
  result.held_out_count = held_out.size();
  for (const std::string& code : codes) {
    ThrowIfInterrupted();
    CodeColumn column;
    for (size_t i = 0; i < reports.size(); ++i) {
      column.truth.push_back(reports[i].codes.contains(code));
      column.said.push_back(stated[i].contains(code));
    }
    column.cover = sequences.Cover(column.truth);
    result.codes.push_back(Quality(code, column, is_development));
    columns.push_back(std::move(column));
  }
  std::vector<const CodeColumn*> all;
  std::vector<const CodeColumn*> of_stated;
  double cover_sum = 0.0;
  for (size_t i = 0; i < codes.size(); ++i) {
    all.push_back(&columns[i]);
    if (!result.codes[i].is_stated) continue;
    of_stated.push_back(&columns[i]);
    cover_sum += F1(result.codes[i].cover_held_out).value;
  }
  result.all_macro_f1 = MacroF1(all, held_out);
  result.stated_macro_f1 = MacroF1(of_stated, held_out);
  if (!of_stated.empty()) {
    result.stated_cover_macro_f1 = cover_sum / static_cast<double>(of_stated.size());
  }
  return result;
}

}  // namespace supreme
