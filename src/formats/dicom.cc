#include "formats/dicom.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/dicom_dataset.h"
#include "formats/dicom_patient.h"
#include "formats/plain_text.h"
#include "formats/read_options.h"

namespace supreme::formats {
namespace {

constexpr uint32_t kSopClass = DicomTag(0x0008, 0x0016);
constexpr uint32_t kWaveforms = DicomTag(0x5400, 0x0100);
constexpr uint32_t kOriginality = DicomTag(0x003A, 0x0004);
constexpr uint32_t kChannelCount = DicomTag(0x003A, 0x0005);
constexpr uint32_t kSampleCount = DicomTag(0x003A, 0x0010);
constexpr uint32_t kRate = DicomTag(0x003A, 0x001A);
constexpr uint32_t kGroupLabel = DicomTag(0x003A, 0x0020);
constexpr uint32_t kChannels = DicomTag(0x003A, 0x0200);
constexpr uint32_t kChannelLabel = DicomTag(0x003A, 0x0203);
constexpr uint32_t kChannelSource = DicomTag(0x003A, 0x0208);
constexpr uint32_t kSensitivity = DicomTag(0x003A, 0x0210);
constexpr uint32_t kSensitivityUnits = DicomTag(0x003A, 0x0211);
constexpr uint32_t kCorrection = DicomTag(0x003A, 0x0212);
constexpr uint32_t kBaseline = DicomTag(0x003A, 0x0213);
constexpr uint32_t kBitsAllocated = DicomTag(0x5400, 0x1004);
constexpr uint32_t kInterpretation = DicomTag(0x5400, 0x1006);
constexpr uint32_t kPadding = DicomTag(0x5400, 0x100A);
constexpr uint32_t kData = DicomTag(0x5400, 0x1010);
constexpr uint32_t kCodeValue = DicomTag(0x0008, 0x0100);
constexpr uint32_t kCodeScheme = DicomTag(0x0008, 0x0102);
constexpr uint32_t kCodeMeaning = DicomTag(0x0008, 0x0104);

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

// One multiplex group: channels sampled together.
struct Group {
  const DicomDataset* item = nullptr;
  std::string label;
  bool is_derived = false;
  size_t leads = 0;
  size_t samples = 0;
  double rate_hz = 0;
};

struct LeadCode {
  std::string_view number;  // last part of the SCP-ECG code, or what follows "2:" in MDC
  std::string_view name;
};
constexpr std::array<LeadCode, 18> kLeadCodes = {{
    {"1", "I"},
    {"2", "II"},
    {"3", "V1"},
    {"4", "V2"},
    {"5", "V3"},
    {"6", "V4"},
    {"7", "V5"},
    {"8", "V6"},
    {"9", "V7"},
    {"10", "V2R"},
    {"11", "V3R"},
    {"12", "V4R"},
    {"61", "III"},
    {"62", "aVR"},
    {"63", "aVL"},
    {"64", "aVF"},
    {"66", "V8"},
    {"67", "V9"},
}};

// "5.6.3-9-61" (SCP-ECG) or "2:61" (MDC) → "III".
std::string NameOfCode(const std::string& code, const std::string& scheme) {
  std::string_view number;
  if (scheme == "SCPECG" && code.starts_with("5.6.3-9-")) number = std::string_view(code).substr(8);
  if (scheme == "MDC" && code.starts_with("2:")) number = std::string_view(code).substr(2);
  for (const LeadCode& lead : kLeadCodes) {
    if (lead.number == number) return std::string(lead.name);
  }
  return {};
}

// "Lead aVR", "Lead I (Einthoven)" → what stands between.
std::string NameOfMeaning(std::string meaning) {
  if (const size_t bracket = meaning.find('('); bracket != std::string::npos)
    meaning.erase(bracket);
  std::string name(Trim(meaning));
  if (AsciiLower(name).starts_with("lead ")) name = std::string(Trim(name.substr(5)));
  return name;
}

std::string LeadName(const DicomDataset& channel, size_t index) {
  for (const DicomDataset& source : channel.Items(kChannelSource)) {
    std::string name = NameOfCode(source.Text(kCodeValue), source.Text(kCodeScheme));
    if (name.empty()) name = NameOfMeaning(source.Text(kCodeMeaning));
    if (!name.empty()) return name;
  }
  const std::string label = NameOfMeaning(channel.Text(kChannelLabel));
  return label.empty() ? "channel " + std::to_string(index + 1) : label;
}

class WaveformReader {
 public:
  WaveformReader(const Group& group, Record& record) : group_(group), record_(record) {}

  void Read() {
    record_.sample_rate_hz = group_.rate_hz;
    record_.sample_count = group_.samples;
    record_.samples_mv.assign(group_.leads * group_.samples, kNan);
    const auto channels = group_.item->Items(kChannels);
    if (channels.size() != group_.leads) {
      Refuse(ErrorCode::kCorruptData, std::to_string(channels.size()) +
                                          " channels are described, " +
                                          std::to_string(group_.leads) + " announced");
    }
    const std::string type = group_.item->Text(kInterpretation);
    const uint32_t bits = group_.item->Unsigned(kBitsAllocated).value_or(0);
    if (type == "SS" && bits == 16) return ReadAs<int16_t>(channels);
    if (type == "US" && bits == 16) return ReadAs<uint16_t>(channels);
    if (type == "SB" && bits == 8) return ReadAs<int8_t>(channels);
    if (type == "UB" && bits == 8) return ReadAs<uint8_t>(channels);
    if (type == "SL" && bits == 32) return ReadAs<int32_t>(channels);
    if (type == "UL" && bits == 32) return ReadAs<uint32_t>(channels);
    Refuse(ErrorCode::kInvalidInput,
           "samples of type \"" + type + "\" with " + std::to_string(bits) + " bits are not read");
  }

 private:
  // Samples are interleaved by time.
  template <class T>
  void ReadAs(std::span<const DicomDataset> channels) {
    const DicomElement* data = group_.item->Find(kData);
    const size_t needed = group_.leads * group_.samples * sizeof(T);
    if (data == nullptr || data->value.size() < needed) {
      Refuse(ErrorCode::kCorruptData, "the waveform has " +
                                          std::to_string(data == nullptr ? 0 : data->value.size()) +
                                          " bytes of " + std::to_string(needed));
    }
    const std::optional<T> padding = PaddingValue<T>();
    for (size_t lead = 0; lead < group_.leads; ++lead) {
      record_.lead_names.push_back(LeadName(channels[lead], lead));
      const auto scale = ScaleOf(channels[lead]);
      if (!scale) continue;
      for (size_t i = 0; i < group_.samples; ++i) {
        T sample{};
        std::memcpy(&sample, data->value.data() + (i * group_.leads + lead) * sizeof(T), sizeof(T));
        if (padding && sample == *padding) continue;
        record_.samples_mv[lead * group_.samples + i] =
            static_cast<float>(static_cast<double>(sample) * scale->mv_per_step + scale->offset_mv);
      }
    }
  }

  // A padding value of 0 is not believed: writers set it without meaning, and 0 is a sample.
  template <class T>
  std::optional<T> PaddingValue() const {
    const DicomElement* padding = group_.item->Find(kPadding);
    if (padding == nullptr || padding->value.size() < sizeof(T)) return std::nullopt;
    T value{};
    std::memcpy(&value, padding->value.data(), sizeof(T));
    return value == T{} ? std::nullopt : std::optional<T>(value);
  }

  struct Scale {
    double mv_per_step;
    double offset_mv;
  };

  // Nothing, with a warning, when the channel is not calibrated in volts.
  std::optional<Scale> ScaleOf(const DicomDataset& channel) {
    const auto units = channel.Items(kSensitivityUnits);
    const std::string unit = units.empty() ? "" : units[0].Text(kCodeValue);
    const auto mv_per_unit = MillivoltsPerUnit(unit);
    const auto sensitivity = channel.Decimal(kSensitivity);
    if (!mv_per_unit || !sensitivity || *sensitivity == 0) {
      record_.warnings.push_back("lead \"" + record_.lead_names.back() + "\" has unit \"" + unit +
                                 "\" and no calibration in volts; its samples are left out");
      return std::nullopt;
    }
    return Scale{*sensitivity * channel.Decimal(kCorrection).value_or(1.0) * *mv_per_unit,
                 channel.Decimal(kBaseline).value_or(0.0) * *mv_per_unit};
  }

  [[noreturn]] void Refuse(ErrorCode code, const std::string& what) const {
    throw Error(code, what, record_.source_path, "a DICOM file with 16-bit ECG waveforms");
  }

  const Group& group_;
  Record& record_;
};

// Facts of a group; nothing is believed about its data yet.
Group DescribeGroup(const DicomDataset& item) {
  Group group;
  group.item = &item;
  group.label = item.Text(kGroupLabel);
  const std::string label = AsciiLower(group.label);
  group.is_derived = item.Text(kOriginality) == "DERIVED" || label.find("median") != label.npos ||
                     label.find("average") != label.npos;
  group.leads = item.Unsigned(kChannelCount).value_or(0);
  group.samples = item.Unsigned(kSampleCount).value_or(0);
  group.rate_hz = item.Decimal(kRate).value_or(0);
  return group;
}

bool IsBetter(const Group& a, const Group& b) {
  if (a.is_derived != b.is_derived) return b.is_derived;
  if (a.leads != b.leads) return a.leads > b.leads;
  return static_cast<double>(a.samples) * b.rate_hz > static_cast<double>(b.samples) * a.rate_hz;
}

void CheckGroup(const Group& group, const std::string& where) {
  if (group.leads == 0 || group.samples == 0 || !(group.rate_hz > 0)) {
    throw Error(ErrorCode::kCorruptData, "the waveform has no channels, samples or rate", where,
                "get the file again");
  }
  if (group.leads > kMaxLeads || group.samples > kMaxSamples / group.leads) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(group.leads) + " leads of " + std::to_string(group.samples) +
                    " samples are over the limit",
                where, "cut the recording to 20 min");
  }
}

Group ChooseGroup(const DicomDataset& dataset, Record& record) {
  const auto items = dataset.Items(kWaveforms);
  const std::string sop_class = dataset.Text(kSopClass);
  // ECG objects are …9.1.1 (12-lead), 9.1.2 (general), 9.1.3 (ambulatory), 9.1.4 (32-bit).
  const bool is_other =
      !sop_class.empty() && !sop_class.starts_with("1.2.840.10008.5.1.4.1.1.9.1.");
  if (items.empty() || is_other) {
    throw Error(ErrorCode::kInvalidInput, "no ECG in this DICOM object of class " + sop_class,
                record.source_path, "a 12-lead, general or ambulatory ECG waveform object");
  }
  std::vector<Group> groups;
  std::transform(items.begin(), items.end(), std::back_inserter(groups), DescribeGroup);
  const Group best = *std::min_element(groups.begin(), groups.end(), IsBetter);
  const auto left_out = std::count_if(groups.begin(), groups.end(), [&](const Group& group) {
    return group.item != best.item && !group.is_derived;
  });
  if (left_out > 0) {
    record.warnings.push_back(std::to_string(left_out) +
                              " further waveforms of the file are left out");
  }
  CheckGroup(best, record.source_path);
  return best;
}

}  // namespace

Record ReadDicom(std::span<const std::byte> bytes, const std::string& source_path) {
  const DicomFile file = ParseDicom(bytes, source_path);
  Record record;
  record.source_path = source_path;
  record.record_id = StemOf(source_path);
  const Group group = ChooseGroup(file.dataset, record);
  WaveformReader(group, record).Read();
  ReadDicomPatient(file.dataset, record);
  return record;
}

}  // namespace supreme::formats
