#include "cli/convert_output.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "formats/npy_header.h"
#include "signal/wfdb.h"
#include "signal/wfdb_comments.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct Kind {
  const char* name;
  const char* ending;
};
constexpr std::array kKinds = {Kind{"wfdb", ".hea"}, Kind{"csv", ".csv"}, Kind{"npy", ".npy"},
                               Kind{"json", ".json"}};

std::string EndingOfKind(const std::string& kind) {
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& k) { return kind == k.name; });
  SUPREME_CHECK(found != kKinds.end());
  return found->ending;
}

// A name that WFDB and every file system take.
std::string SafeName(const std::string& id) {
  std::string name;
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    name += plain ? c : '_';
  }
  return name.empty() ? "record" : name.substr(0, 100);
}

// Six places of a millivolt: a nanovolt.
std::string Millivolts(float mv) {
  return std::isfinite(mv) ? FormatDouble(std::round(static_cast<double>(mv) * 1e6) / 1e6) : "";
}

double Round(double value) { return std::round(value * 1e6) / 1e6; }

}  // namespace

std::vector<std::string> ConvertKinds() {
  std::vector<std::string> names;
  for (const Kind& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

std::string KindOfEnding(const fs::path& path) {
  const std::string ending = AsciiLower(path.extension().string());
  for (const Kind& kind : kKinds) {
    if (ending == kind.ending) return kind.name;
  }
  return {};
}

Record WithPatientComments(const Record& record) {
  Record said;
  ReadPatientComments(record.comments, said);
  Record written = record;
  std::vector<std::string> comments;
  if (!std::isnan(record.age_years) && said.age_years != record.age_years) {
    comments.push_back("Age: " + FormatDouble(record.age_years));
  }
  if (record.sex != Sex::kUnknown && said.sex != record.sex) {
    comments.emplace_back(record.sex == Sex::kMale ? "Sex: Male" : "Sex: Female");
  }
  if (!record.codes.empty() && said.codes != record.codes) {
    std::string codes;
    for (const std::string& code : record.codes) codes += (codes.empty() ? "" : ",") + code;
    comments.push_back("Dx: " + codes);
  }
  written.comments.insert(written.comments.begin(), comments.begin(), comments.end());
  return written;
}

std::string RecordCsv(const Record& record) {
  std::vector<std::string> row = {"time_sec"};
  row.insert(row.end(), record.lead_names.begin(), record.lead_names.end());
  std::string text = CsvLine(row);
  for (size_t i = 0; i < record.sample_count; ++i) {
    text += FormatDouble(Round(static_cast<double>(i) / record.sample_rate_hz));
    for (size_t lead = 0; lead < record.lead_names.size(); ++lead) {
      text += ',';
      text += Millivolts(record.Lead(lead)[i]);
    }
    text += '\n';
  }
  return text;
}

std::string RecordNpy(const Record& record) {
  std::string bytes = formats::FloatNpyHeader(record.lead_names.size(), record.sample_count);
  bytes.append(reinterpret_cast<const char*>(record.samples_mv.data()),
               record.samples_mv.size() * sizeof(float));
  return bytes;
}

OrderedJson RecordJson(const Record& record) {
  OrderedJson json;
  json["record_id"] = record.record_id;
  json["source"] = record.source_path;
  json["sample_rate_hz"] = record.sample_rate_hz;
  json["samples"] = record.sample_count;
  json["unit"] = "mV";
  json["lead_order"] = record.lead_names;
  if (!std::isnan(record.age_years)) json["age_years"] = record.age_years;
  if (record.sex != Sex::kUnknown) json["sex"] = record.sex == Sex::kMale ? "male" : "female";
  json["codes"] = record.codes;
  json["comments"] = record.comments;
  json["warnings"] = record.warnings;
  json["leads"] = OrderedJson::array();
  for (size_t lead = 0; lead < record.lead_names.size(); ++lead) {
    double low = std::nan(""), high = std::nan("");
    for (const float mv : record.Lead(lead)) {
      if (!std::isfinite(mv)) continue;
      low = std::isnan(low) ? mv : std::min<double>(low, mv);
      high = std::isnan(high) ? mv : std::max<double>(high, mv);
    }
    json["leads"].push_back(
        {{"name", record.lead_names[lead]}, {"min_mv", Round(low)}, {"max_mv", Round(high)}});
  }
  return json;
}

ConvertWriter::ConvertWriter(ConvertTarget target) : target_(std::move(target)) {
  MakeFolder(target_.folder);
}

std::string ConvertWriter::NameFor(const Record& record) {
  const std::string wanted = target_.file_stem.empty() ? record.record_id : target_.file_stem;
  const std::string stem = SafeName(wanted);
  std::string name = stem;
  for (int number = 2; !names_.insert(name).second; ++number) {
    name = stem + "_" + std::to_string(number);
  }
  return name;
}

void ConvertWriter::CheckFree(const fs::path& file) const {
  std::error_code ignored;
  if (target_.replaces || !fs::exists(file, ignored)) return;
  throw Error(ErrorCode::kUsage, "the file exists already", file.string(),
              "--force, or another --out");
}

fs::path ConvertWriter::Write(const Record& record) {
  const std::string name = NameFor(record);
  const fs::path file = target_.folder / (name + EndingOfKind(target_.kind));
  CheckFree(file);
  if (target_.kind == "wfdb") {
    CheckFree(target_.folder / (name + ".dat"));
    Record written = WithPatientComments(record);
    written.record_id = name;
    WriteWfdb(written, target_.folder, Durability::kRenamed);
    return file;
  }
  if (target_.kind == "csv") {
    WriteFileAtomically(file, RecordCsv(record), Durability::kRenamed);
    return file;
  }
  // An array does not hold rate and lead names: they stand beside it.
  const fs::path facts = target_.folder / (name + ".json");
  CheckFree(facts);
  if (target_.kind == "npy") WriteFileAtomically(file, RecordNpy(record), Durability::kRenamed);
  WriteFileAtomically(facts,
                      RecordJson(record).dump(2, ' ', false, Json::error_handler_t::replace) + "\n",
                      Durability::kRenamed);
  return file;
}

void ConvertWriter::Finish() const { SyncFileSystem(target_.folder); }

}  // namespace supreme
