#include "data/import_pipeline.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace supreme {
namespace {

constexpr std::string_view kNoCode = "no diagnosis code";
constexpr std::string_view kOtherCodes = "codes of the labels file";
constexpr std::string_view kOtherGain = "replaced by";

std::vector<PackCode> HeaderCodes(const Record& record) {
  std::vector<PackCode> codes;
  for (const std::string& code : record.codes) codes.push_back({.code = code});
  return codes;
}

std::string JoinCodes(const std::set<std::string>& codes) {
  std::string joined;
  for (const std::string& code : codes) joined += (joined.empty() ? "" : ",") + code;
  return joined.empty() ? "none" : joined;
}

void AddCodeWarning(const ImportItem& item, const Record& record,
                    std::vector<std::string>& warnings) {
  if (item.code_source == CodeSource::kTable) return;
  const std::set<std::string> header(record.codes.begin(), record.codes.end());
  std::set<std::string> table;
  for (const PackCode& code : item.codes) table.insert(code.code);
  if (item.code_source == CodeSource::kTableOverHeader && header != table) {
    warnings.push_back(std::string(kOtherCodes) + " taken (" + JoinCodes(table) +
                       "), the header has " + JoinCodes(header));
  }
  if ((item.code_source == CodeSource::kHeader ? header : table).empty()) {
    warnings.push_back(std::string(kNoCode) + " is known");
  }
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

}  // namespace

ReadItem ReadImportItem(const ImportItem& item, const std::filesystem::path& dir,
                        const WindowOptions& window, RecordFileReader& reader) {
  ReadItem read;
  read.record.row = item.row;
  if (item.problem) {
    read.problem = item.problem;
    return read;
  }
  try {
    CheckRelativePath(item.row.source, item.row.record_id);
    const Record record = reader.Read(dir / item.row.source, item.file);
    read.has_valid_sample = std::any_of(record.samples_mv.begin(), record.samples_mv.end(),
                                        [](float sample) { return std::isfinite(sample); });
    PackRecord& target = read.record;
    target.window = ToWindow(record, window);
    target.codes = item.code_source == CodeSource::kHeader ? HeaderCodes(record) : item.codes;
    target.report = item.report;
    if (std::isnan(target.row.age_years)) target.row.age_years = record.age_years;
    if (target.row.sex == Sex::kUnknown) target.row.sex = record.sex;
    target.row.quality = QualityFlags(target.window);
    read.warnings = record.warnings;
    AddCodeWarning(item, record, read.warnings);
    read.warnings.insert(read.warnings.end(), target.window.warnings.begin(),
                         target.window.warnings.end());
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    read.problem = error;
  }
  return read;
}

void CountWarnings(const ReadItem& read, std::map<std::string, size_t>& counts) {
  const std::string& flags = read.record.row.quality;
  const auto count = [&](std::string_view flag, const std::string& kind) {
    if (flags.find(flag) != std::string::npos) ++counts[kind];
  };
  count("missing:", "missing lead");
  count("flat:", "flat lead");
  count("gain", "doubtful gain");
  count("limb", "contradicting limb leads");
  bool named = !flags.empty();
  const auto count_text = [&](std::string_view words, const std::string& kind) {
    const bool said = std::any_of(
        read.warnings.begin(), read.warnings.end(),
        [&](const std::string& warning) { return warning.find(words) != std::string::npos; });
    if (said) ++counts[kind];
    named = named || said;
  };
  count_text(kNoCode, "no code");
  count_text(kOtherCodes, "codes unlike the header's");
  count_text(kOtherGain, "gain replaced");
  if (!read.warnings.empty() && !named) ++counts["other"];
}

void CheckRelativePath(const std::string& path, const std::string& where) {
  const std::filesystem::path parsed(path);
  bool leaves = parsed.empty() || parsed.is_absolute();
  for (const auto& part : parsed) leaves = leaves || part == "..";
  if (!leaves) return;
  throw Error(ErrorCode::kInvalidInput, "path \"" + path + "\" is not inside the dataset's folder",
              where, "write paths from the dataset's folder");
}

}  // namespace supreme
