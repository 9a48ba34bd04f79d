#include "formats/mat.h"

#include <cmath>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/mat_file.h"
#include "formats/plain_text.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

using Variables = std::map<std::string, MatValue>;

constexpr double kCpscRateHz = 500;
constexpr double kMaxAgeYears = 150;

// [leads, samples] in mV from MATLAB's order.
void FillSamples(const MatValue& matrix, double mv_per_unit, Record& record) {
  const bool is_transposed = matrix.rows > matrix.columns && matrix.columns <= kMaxLeads;
  const size_t leads = is_transposed ? matrix.columns : matrix.rows;
  record.sample_count = is_transposed ? matrix.rows : matrix.columns;
  if (leads == 0 || record.sample_count == 0 || leads > kMaxLeads) {
    throw Error(ErrorCode::kInvalidInput,
                "a matrix of " + std::to_string(matrix.rows) + " x " +
                    std::to_string(matrix.columns) + " is no ECG",
                record.source_path, "leads x samples, at most 64 leads");
  }
  record.samples_mv.resize(leads * record.sample_count);
  for (size_t lead = 0; lead < leads; ++lead) {
    for (size_t i = 0; i < record.sample_count; ++i) {
      const size_t at = is_transposed ? lead * record.sample_count + i : i * leads + lead;
      const auto mv = static_cast<float>(matrix.numbers[at] * mv_per_unit);
      record.samples_mv[lead * record.sample_count + i] = std::isfinite(mv) ? mv : std::nanf("");
    }
  }
}

size_t LeadCountOf(const Record& record) { return record.samples_mv.size() / record.sample_count; }

void ReadCpsc(const MatValue& ecg, Record& record) {
  const auto data = ecg.fields.find("data");
  if (data == ecg.fields.end() || data->second.kind != MatValue::Kind::kNumbers) {
    throw Error(ErrorCode::kInvalidInput, "the struct ECG has no field data", record.source_path,
                "the layout of CPSC 2018: ECG.data, 12 leads x samples");
  }
  FillSamples(data->second, 1.0, record);
  if (LeadCountOf(record) != kLeadCount) {
    throw Error(ErrorCode::kInvalidInput,
                "ECG.data has " + std::to_string(LeadCountOf(record)) + " leads, not 12",
                record.source_path, "the layout of CPSC 2018: ECG.data, 12 leads x samples");
  }
  record.sample_rate_hz = kCpscRateHz;
  record.lead_names.assign(kLeadNames.begin(), kLeadNames.end());
  if (const auto age = ecg.fields.find("age"); age != ecg.fields.end()) {
    const auto& years = age->second.numbers;
    if (years.size() == 1 && years[0] >= 0 && years[0] <= kMaxAgeYears) record.age_years = years[0];
  }
  if (const auto sex = ecg.fields.find("sex"); sex != ecg.fields.end()) {
    const std::string word = AsciiLower(Trim(sex->second.text));
    if (word == "male" || word == "m") record.sex = Sex::kMale;
    if (word == "female" || word == "f") record.sex = Sex::kFemale;
  }
}

// "val", else the only array of numbers that is more than one value.
const MatValue& FindMatrix(const Variables& variables, const std::string& where) {
  if (const auto val = variables.find("val");
      val != variables.end() && val->second.kind == MatValue::Kind::kNumbers) {
    return val->second;
  }
  const MatValue* only = nullptr;
  size_t candidates = 0;
  std::string names;
  for (const auto& [name, value] : variables) {
    names += (names.empty() ? "" : ", ") + name;
    if (value.kind != MatValue::Kind::kNumbers || value.numbers.size() < 2) continue;
    only = &value;
    ++candidates;
  }
  if (candidates == 1) return *only;
  throw Error(ErrorCode::kInvalidInput,
              "no variable val or ECG; the file holds " + (names.empty() ? "nothing" : names),
              where, "name the matrix of leads x samples val");
}

}  // namespace

Record ReadMat(std::span<const std::byte> bytes, const std::string& source_path,
               const ReadOptions& options) {
  const Variables variables = ParseMat(bytes, source_path);
  Record record;
  record.source_path = source_path;
  record.record_id = StemOf(source_path);
  if (const auto ecg = variables.find("ECG");
      ecg != variables.end() && ecg->second.kind == MatValue::Kind::kStruct) {
    ReadCpsc(ecg->second, record);
    return record;
  }
  const MatValue& matrix = FindMatrix(variables, source_path);
  record.sample_rate_hz = ToldSampleRate(options, source_path);
  FillSamples(matrix, ToldMillivoltsPerUnit(options, source_path), record);
  record.lead_names = ToldLeadNames(options, LeadCountOf(record), source_path, record.warnings);
  return record;
}

}  // namespace supreme::formats
