#include "formats/philips.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/base64.h"
#include "formats/lead_signals.h"
#include "formats/patient_facts.h"
#include "formats/xli.h"
#include "formats/xml_file.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

constexpr std::array<std::string_view, 2> kTypes = {"SierraECG", "PhilipsECG"};
constexpr std::array<std::string_view, 4> kVersions = {"1.03", "1.04", "1.04.01", "1.04.02"};
constexpr double kMicrovoltsPerMillivolt = 1000.0;
constexpr double kPulseMicrovolts = 1000.0;

// What the header says about the samples.
struct Waveforms {
  std::vector<std::string> lead_names;
  double sample_rate_hz = 0;
  double resolution_microvolts = 0;
  size_t sample_count = 0;
};
using DigitalLeads = std::vector<std::vector<int16_t>>;

[[noreturn]] void Unsupported(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kInvalidInput, what, where,
              "export the ECG as Philips XML 1.03 or 1.04 with XLI compression, or as HL7 aECG");
}

void CheckDocument(pugi::xml_node root, const std::string& where) {
  if (!root) {
    throw Error(ErrorCode::kCorruptData, "no Philips ECG: no root element restingecgdata", where,
                "check what this file is: supreme inspect FILE");
  }
  const pugi::xml_node info = Child(root, "documentinfo");
  const std::string type = Text(Child(info, "documenttype"));
  const std::string version = Text(Child(info, "documentversion"));
  if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
    Unsupported("document type \"" + type + "\" is not known; SierraECG and PhilipsECG are", where);
  }
  if (std::find(kVersions.begin(), kVersions.end(), version) == kVersions.end()) {
    Unsupported("version \"" + version + "\" of " + type + " is not known; 1.03 and 1.04 are",
                where);
  }
}

// An attribute of the waveforms (1.04) or an element of the signal's characteristics (1.03).
std::string Said(pugi::xml_node waveforms, const char* attribute, pugi::xml_node signal,
                 std::string_view element) {
  const std::string_view said = Attribute(waveforms, attribute);
  return said.empty() ? Text(Child(signal, element)) : std::string(said);
}

double PositiveNumber(const std::string& text, std::string_view name, const std::string& where) {
  const auto number = ParseDouble(text);
  if (number && *number > 0 && *number <= 1e6) return *number;
  throw Error(ErrorCode::kCorruptData,
              std::string(name) + " is \"" + text + "\", not a number above 0", where,
              "export the ECG again");
}

std::vector<std::string> LeadNames(pugi::xml_node waveforms, pugi::xml_node signal,
                                   const std::string& where) {
  std::vector<std::string> names;
  const std::string_view labels = Attribute(waveforms, "leadlabels");
  for (size_t at = labels.find_first_not_of(' '); at < labels.size();) {
    const size_t end = std::min(labels.find(' ', at), labels.size());
    names.emplace_back(labels.substr(at, end - at));
    at = labels.find_first_not_of(' ', end);
  }
  if (!names.empty()) {
    const auto count = ParseInt(Attribute(waveforms, "numberofleads"));
    if (count && *count > 0 && static_cast<size_t>(*count) < names.size()) {
      names.resize(static_cast<size_t>(*count));
    }
    return names;
  }
  const std::string acquisition = Text(Child(signal, "acquisitiontype"));
  const std::string channels = Text(Child(signal, "numberchannelsallocated"));
  if ((acquisition == "STD-12" || acquisition == "10-WIRE") && channels == "12") {
    return {kLeadNames.begin(), kLeadNames.end()};
  }
  Unsupported("the " + channels + " leads of a \"" + acquisition + "\" recording have no names",
              where);
}

Waveforms ReadHeader(pugi::xml_node waveforms, pugi::xml_node signal, const std::string& where) {
  std::string compression(Attribute(waveforms, "compression"));
  if (compression.empty()) compression = Attribute(waveforms, "compressmethod");
  if (Attribute(waveforms, "dataencoding") != "Base64" || compression != "XLI") {
    Unsupported("waveforms in encoding \"" + std::string(Attribute(waveforms, "dataencoding")) +
                    "\", compression \"" + compression + "\"; Base64 with XLI is read",
                where);
  }
  const std::string bits = Said(waveforms, "bitspersample", signal, "bitspersample");
  const std::string offset = Said(waveforms, "signaloffset", signal, "signaloffset");
  const std::string is_signed = Said(waveforms, "signalsigned", signal, "signalsigned");
  if (bits != "16" || offset != "0" || AsciiLower(is_signed) != "true") {
    Unsupported("samples of " + bits + " bits, offset " + offset + ", signed " + is_signed +
                    "; 16 bits, offset 0, signed True are read",
                where);
  }
  Waveforms header;
  header.lead_names = LeadNames(waveforms, signal, where);
  header.sample_rate_hz = PositiveNumber(
      Said(waveforms, "samplespersecond", signal, "samplingrate"), "the sampling rate", where);
  std::string resolution = Said(waveforms, "resolution", signal, "resolution");
  if (resolution.empty()) resolution = Text(Child(signal, "signalresolution"));
  header.resolution_microvolts = PositiveNumber(resolution, "the resolution", where);
  const double duration_ms = PositiveNumber(std::string(Attribute(waveforms, "durationperchannel")),
                                            "the duration", where);
  header.sample_count = static_cast<size_t>(duration_ms * header.sample_rate_hz / 1000.0);
  CheckSize(header.lead_names.size(), header.sample_count, where);
  return header;
}

std::optional<size_t> IndexOf(const std::vector<std::string>& names, std::string_view name) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (LeadIndex(names[i]) == LeadIndex(name)) return i;
  }
  return std::nullopt;
}

// The file holds III as (II − I) − III and the augmented leads likewise, from the halves rounded
// down; the sums may leave 16 bits, so they are made in 32.
std::vector<std::vector<int32_t>> Reconstruct(const DigitalLeads& stored,
                                              const std::vector<std::string>& names) {
  std::vector<std::vector<int32_t>> leads;
  for (const auto& lead : stored) leads.emplace_back(lead.begin(), lead.end());
  const auto i = IndexOf(names, "I");
  const auto ii = IndexOf(names, "II");
  if (!i || !ii) return leads;
  const auto iii = IndexOf(names, "III");
  const auto avr = IndexOf(names, "aVR");
  const auto avl = IndexOf(names, "aVL");
  const auto avf = IndexOf(names, "aVF");
  for (size_t k = 0; k < leads[*i].size(); ++k) {
    const int32_t lead_i = leads[*i][k];
    const int32_t lead_ii = leads[*ii][k];
    int32_t lead_iii = lead_ii - lead_i;
    if (iii) leads[*iii][k] = lead_iii = lead_iii - leads[*iii][k];
    if (avr) leads[*avr][k] = -leads[*avr][k] - ((lead_i + lead_ii) >> 1);
    if (avl) leads[*avl][k] = ((lead_i - lead_iii) >> 1) - leads[*avl][k];
    if (avf) leads[*avf][k] = ((lead_ii + lead_iii) >> 1) - leads[*avf][k];
  }
  return leads;
}

// How many samples stand before the calibration pulse: the end in which all leads are equal (no
// ECG is) and reach 1 mV.
size_t CountBeforePulse(const std::vector<std::vector<int32_t>>& leads, int32_t pulse) {
  size_t count = leads.front().size();
  const auto all_equal = [&](size_t k) {
    return std::all_of(leads.begin(), leads.end(),
                       [&](const auto& lead) { return lead[k] == leads.front()[k]; });
  };
  while (count > 0 && all_equal(count - 1)) --count;
  const auto& lead = leads.front();
  const auto tail = lead.begin() + static_cast<std::ptrdiff_t>(count);
  const bool has_pulse = leads.size() > 1 && std::find(tail, lead.end(), pulse) != lead.end();
  return has_pulse && count > 0 ? count : lead.size();
}

void ReadPatient(pugi::xml_node root, Record& record) {
  const pugi::xml_node patient = Descend(root, {"patient", "generalpatientdata"});
  record.sex = ParseSex(Text(Child(patient, "sex")));
  const pugi::xml_node age = Child(patient, "age");
  const std::string_view recorded = Attribute(Child(root, "dataacquisition"), "date");
  const auto years = ParseDouble(Text(Child(age, "years")));
  record.age_years =
      years && *years >= 0 && *years <= 150
          ? *years
          : AgeYears(ParseDate(Text(Child(age, "dateofbirth"))), ParseDate(recorded));
}

void ReadStatements(pugi::xml_node root, Record& record) {
  const pugi::xml_node interpretations = Child(root, "interpretations");
  for (const pugi::xml_node interpretation : Children(interpretations, "interpretation")) {
    for (const pugi::xml_node statement : Children(interpretation, "statement")) {
      const std::string text = Text(Child(statement, "leftstatement"));
      const std::string reason = Text(Child(statement, "rightstatement"));
      if (text.empty()) continue;
      record.comments.push_back(reason.empty() ? text : text + " (" + reason + ")");
    }
  }
}

}  // namespace

Record ReadPhilips(std::span<const std::byte> bytes, const std::string& source_path) {
  const auto document = ParseXml(bytes, source_path);
  const pugi::xml_node root = Child(*document, "restingecgdata");
  CheckDocument(root, source_path);
  const pugi::xml_node waveforms = Descend(root, {"waveforms", "parsedwaveforms"});
  const Waveforms header = ReadHeader(
      waveforms, Descend(root, {"dataacquisition", "signalcharacteristics"}), source_path);
  const std::vector<std::byte> data = DecodeBase64(Text(waveforms), source_path);
  const auto leads =
      Reconstruct(DecodeXli(data, header.lead_names.size(), header.sample_count, source_path),
                  header.lead_names);

  Record record = RecordOf(source_path);
  record.sample_rate_hz = header.sample_rate_hz;
  const auto pulse = static_cast<int32_t>(kPulseMicrovolts / header.resolution_microvolts);
  const size_t sample_count = CountBeforePulse(leads, pulse);
  if (sample_count < header.sample_count) {
    record.warnings.push_back("the calibration pulse in the last " +
                              std::to_string(header.sample_count - sample_count) +
                              " samples is cut off");
  }
  const double millivolts_per_unit = header.resolution_microvolts / kMicrovoltsPerMillivolt;
  std::vector<LeadSignal> signals;
  for (size_t i = 0; i < leads.size(); ++i) {
    LeadSignal signal{header.lead_names[i], std::vector<float>(sample_count)};
    std::transform(leads[i].begin(), leads[i].begin() + static_cast<std::ptrdiff_t>(sample_count),
                   signal.samples_mv.begin(), [&](int32_t digital) {
                     return static_cast<float>(digital * millivolts_per_unit);
                   });
    signals.push_back(std::move(signal));
  }
  SetLeads(std::move(signals), source_path, record);
  ReadPatient(root, record);
  ReadStatements(root, record);
  return record;
}

}  // namespace supreme::formats
