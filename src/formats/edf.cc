#include "formats/edf.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/byte_reader.h"
#include "formats/edf_header.h"
#include "formats/lead_signals.h"
#include "formats/patient_facts.h"
#include "formats/read_options.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

// "ECG II" → "II", "EKG avr" → "aVR"; other labels as they are.
std::string LeadName(const std::string& label) {
  const std::string lower = AsciiLower(label);
  if (!lower.starts_with("ecg ") && !lower.starts_with("ekg ")) return UsualLeadName(label);
  const std::string_view rest = Trim(std::string_view(label).substr(4));
  return UsualLeadName(rest.empty() ? std::string_view(label) : rest);
}

// The signals to read: voltages of one rate, that of the standard leads where there are any.
std::vector<size_t> ChooseSignals(const EdfHeader& header, const std::string& where,
                                  Record& record) {
  std::vector<size_t> voltages;
  std::optional<size_t> standard;
  for (size_t i = 0; i < header.signals.size(); ++i) {
    const EdfSignal& signal = header.signals[i];
    if (signal.is_annotation) continue;
    if (!MillivoltsPerUnit(signal.unit)) {
      record.warnings.push_back("signal \"" + signal.label + "\" in \"" + signal.unit +
                                "\" is no voltage and left out");
      continue;
    }
    voltages.push_back(i);
    if (!standard && LeadIndex(LeadName(signal.label))) standard = i;
  }
  if (voltages.empty()) return voltages;
  const size_t per_record = header.signals[standard.value_or(voltages.front())].samples_per_record;
  std::vector<size_t> chosen;
  for (const size_t i : voltages) {
    const EdfSignal& signal = header.signals[i];
    if (signal.samples_per_record == per_record) {
      chosen.push_back(i);
    } else if (LeadIndex(LeadName(signal.label))) {
      throw Error(ErrorCode::kInvalidInput, "the leads have different sampling rates", where,
                  "resample them to one rate first");
    } else {
      record.warnings.push_back("signal \"" + signal.label + "\" has another rate and is left out");
    }
  }
  return chosen;
}

// Whole data records that are there.
size_t CountDataRecords(const EdfHeader& header, size_t data_bytes, const std::string& where,
                        Record& record) {
  size_t record_bytes = 0;
  for (const EdfSignal& signal : header.signals) record_bytes += 2 * signal.samples_per_record;
  if (record_bytes == 0) {
    throw Error(ErrorCode::kCorruptData, "data records without samples", where,
                "get the file again");
  }
  const size_t there = data_bytes / record_bytes;
  if (header.data_records < 0) return there;  // a recorder that was not stopped
  const auto promised = static_cast<size_t>(header.data_records);
  if (there < promised) {
    record.warnings.push_back("the file ends after " + std::to_string(there) + " of " +
                              std::to_string(promised) + " data records");
  }
  return std::min(there, promised);
}

LeadSignal ReadSignal(const EdfHeader& header, size_t index, size_t data_records,
                      std::span<const std::byte> data) {
  size_t record_bytes = 0;
  size_t offset = 0;
  for (size_t i = 0; i < header.signals.size(); ++i) {
    if (i == index) offset = record_bytes;
    record_bytes += 2 * header.signals[i].samples_per_record;
  }
  const EdfSignal& signal = header.signals[index];
  const double unit_mv = MillivoltsPerUnit(signal.unit).value();
  const double gain =
      (signal.physical_max - signal.physical_min) / (signal.digital_max - signal.digital_min);
  LeadSignal lead{LeadName(signal.label), {}};
  lead.samples_mv.reserve(data_records * signal.samples_per_record);
  for (size_t k = 0; k < data_records; ++k) {
    ByteReader reader(data.subspan(k * record_bytes + offset, 2 * signal.samples_per_record),
                      "samples");
    for (size_t n = 0; n < signal.samples_per_record; ++n) {
      const double digital = reader.Read<int16_t>();
      const double physical = signal.physical_min + gain * (digital - signal.digital_min);
      lead.samples_mv.push_back(static_cast<float>(physical * unit_mv));
    }
  }
  return lead;
}

}  // namespace

Record ReadEdf(std::span<const std::byte> bytes, const std::string& source_path) {
  const EdfHeader header = ReadEdfHeader(bytes, source_path);
  const auto data = bytes.subspan(header.bytes);
  Record record = RecordOf(source_path);
  const std::vector<size_t> chosen = ChooseSignals(header, source_path, record);
  const size_t data_records = CountDataRecords(header, data.size(), source_path, record);
  std::vector<LeadSignal> leads;
  if (!chosen.empty()) {
    const size_t per_record = header.signals[chosen.front()].samples_per_record;
    CheckSize(chosen.size(), data_records * per_record, source_path);
    record.sample_rate_hz = static_cast<double>(per_record) / header.data_record_sec;
  }
  for (const size_t index : chosen) {
    leads.push_back(ReadSignal(header, index, data_records, data));
  }
  SetLeads(std::move(leads), source_path, record);
  AddDerivedLimbLeads(record);
  record.sex = ParseSex(header.sex);
  record.age_years = AgeYears(ParseDate(header.birth_date), ParseDate(header.start_date));
  return record;
}

}  // namespace supreme::formats
