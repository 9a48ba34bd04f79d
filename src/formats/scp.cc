#include "formats/scp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "formats/byte_reader.h"
#include "formats/lead_signals.h"
#include "formats/patient_facts.h"
#include "formats/scp_huffman.h"
#include "formats/scp_sections.h"

namespace supreme::formats {
namespace {

constexpr float kNoSample = std::numeric_limits<float>::quiet_NaN();
constexpr double kMillivoltsPerNanovolt = 1e-6;

// Lead numbers of EN 1064, table 4: 1 to 20 and 61 to 69.
constexpr std::array<std::string_view, 20> kLeadsFrom1 = {
    "I",   "II",  "V1",  "V2",  "V3",  "V4", "V5", "V6", "V7",  "V2R",
    "V3R", "V4R", "V5R", "V6R", "V7R", "X",  "Y",  "Z",  "CC5", "CM5"};
constexpr std::array<std::string_view, 9> kLeadsFrom61 = {"III", "aVR", "aVL", "aVF", "-aVR",
                                                          "V8",  "V9",  "V8R", "V9R"};

struct LeadRange {
  std::string name;
  uint32_t first = 0;  // sample numbers, from 1
  uint32_t last = 0;
  size_t count() const { return size_t{last} - first + 1; }
};

// The header of section 6.
struct RhythmHeader {
  uint16_t nanovolts_per_unit = 0;
  uint16_t interval_microseconds = 0;
  uint8_t difference_order = 0;
  std::vector<uint16_t> lead_bytes;
};

[[noreturn]] void Refuse(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kCorruptData, what, where, "get the SCP-ECG file again");
}

[[noreturn]] void Unsupported(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kInvalidInput, what, where,
              "export the ECG without that compression, or as HL7 aECG or DICOM");
}

std::span<const std::byte> NeededSection(const ScpSections& sections, size_t id,
                                         const std::string& where) {
  if (sections[id].data.empty()) {
    Refuse("section " + std::to_string(id) + " is missing", where);
  }
  if (!sections[id].checksum_right) {
    Refuse("the checksum of section " + std::to_string(id) + " is wrong", where);
  }
  return sections[id].data;
}

std::string LeadName(uint8_t id) {
  if (id >= 1 && id <= kLeadsFrom1.size()) return std::string(kLeadsFrom1[id - 1]);
  if (id >= 61 && id < 61 + kLeadsFrom61.size()) return std::string(kLeadsFrom61[id - 61]);
  return "SCP lead " + std::to_string(id);
}

std::vector<LeadRange> ReadLeads(std::span<const std::byte> section, const std::string& where) {
  ByteReader reader(section, where);
  const auto count = reader.Read<uint8_t>();
  const auto flags = reader.Read<uint8_t>();
  if ((flags & 1) != 0) {
    Unsupported("reference beats were subtracted from the rhythm data, which is not read", where);
  }
  CheckSize(count, 0, where);
  std::vector<LeadRange> leads;
  for (size_t i = 0; i < count; ++i) {
    LeadRange lead;
    lead.first = reader.Read<uint32_t>();
    lead.last = reader.Read<uint32_t>();
    lead.name = LeadName(reader.Read<uint8_t>());
    if (lead.first == 0 || lead.last < lead.first) {
      Refuse("lead " + lead.name + " goes from sample " + std::to_string(lead.first) + " to " +
                 std::to_string(lead.last),
             where);
    }
    leads.push_back(std::move(lead));
  }
  return leads;
}

RhythmHeader ReadRhythmHeader(ByteReader& reader, size_t lead_count, const std::string& where) {
  RhythmHeader header;
  header.nanovolts_per_unit = reader.Read<uint16_t>();
  header.interval_microseconds = reader.Read<uint16_t>();
  header.difference_order = reader.Read<uint8_t>();
  const auto is_bimodal = reader.Read<uint8_t>();
  if (header.nanovolts_per_unit == 0 || header.interval_microseconds == 0) {
    Refuse("the rhythm data have a step of 0 nV or 0 us", where);
  }
  if (header.difference_order > 2) {
    Unsupported("differences of order " + std::to_string(header.difference_order), where);
  }
  if (is_bimodal != 0) {
    Unsupported("the rhythm data have two sampling rates (bimodal compression)", where);
  }
  for (size_t i = 0; i < lead_count; ++i) header.lead_bytes.push_back(reader.Read<uint16_t>());
  return header;
}

std::vector<int32_t> ReadWords(std::span<const std::byte> bytes, size_t count,
                               const std::string& where) {
  ByteReader reader(bytes, where);
  std::vector<int32_t> values;
  for (size_t i = 0; i < count; ++i) values.push_back(reader.Read<int16_t>());
  return values;
}

void ReadRhythm(const ScpSections& sections, const std::vector<LeadRange>& leads,
                const std::string& where, Record& record) {
  std::vector<HuffmanTable> tables;
  if (!sections[2].data.empty()) {
    tables = ReadHuffmanTables(NeededSection(sections, 2, where), where + ", section 2");
  }
  uint32_t first = std::numeric_limits<uint32_t>::max();
  uint32_t last = 0;
  for (const LeadRange& lead : leads) {
    first = std::min(first, lead.first);
    last = std::max(last, lead.last);
  }
  if (!leads.empty()) CheckSize(leads.size(), size_t{last} - first + 1, where);
  ByteReader reader(NeededSection(sections, 6, where), where);
  const RhythmHeader header = ReadRhythmHeader(reader, leads.size(), where);
  const double step_mv = header.nanovolts_per_unit * kMillivoltsPerNanovolt;
  std::vector<LeadSignal> signals;
  for (size_t i = 0; i < leads.size(); ++i) {
    const std::string lead_where = where + ", lead " + leads[i].name;
    const auto bytes = reader.Take(header.lead_bytes[i]);
    if (leads[i].count() > bytes.size() * 8) {
      Refuse(std::to_string(leads[i].count()) + " samples in " + std::to_string(bytes.size()) +
                 " bytes",
             lead_where);
    }
    std::vector<int32_t> values = tables.empty()
                                      ? ReadWords(bytes, leads[i].count(), lead_where)
                                      : DecodeHuffman(bytes, leads[i].count(), tables, lead_where);
    AddUpDifferences(header.difference_order, values, lead_where);
    LeadSignal signal{leads[i].name, std::vector<float>(leads[i].first - first, kNoSample)};
    for (const int32_t value : values) {
      signal.samples_mv.push_back(static_cast<float>(value * step_mv));
    }
    signals.push_back(std::move(signal));
  }
  record.sample_rate_hz = RateOfInterval(header.interval_microseconds * 1e-6);
  SetLeads(std::move(signals), where, record);
}

// Tags of section 1 (EN 1064, clause 5.4.3.1).
constexpr uint8_t kAgeTag = 4;
constexpr uint8_t kBirthTag = 5;
constexpr uint8_t kSexTag = 8;
constexpr uint8_t kRecordedTag = 25;
constexpr uint8_t kEndTag = 255;

std::optional<std::chrono::year_month_day> ReadDay(ByteReader value) {
  if (value.remaining() < 4) return std::nullopt;
  const auto year = value.Read<uint16_t>();
  const auto month = value.Read<uint8_t>();
  const auto day = value.Read<uint8_t>();
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return date.ok() && year > 0 ? std::optional(date) : std::nullopt;
}

double ReadAge(ByteReader value) {
  constexpr double kUnknownAge = std::numeric_limits<double>::quiet_NaN();
  // By unit: not given, years, months, weeks, days, hours.
  constexpr std::array<double, 6> kUnitsPerYear = {0, 1, 12, 52.1775, 365.2425, 8765.82};
  if (value.remaining() < 3) return kUnknownAge;
  const auto number = value.Read<uint16_t>();
  const auto unit = value.Read<uint8_t>();
  if (number == 0 || unit == 0 || unit >= kUnitsPerYear.size()) return kUnknownAge;
  return number / kUnitsPerYear[unit];
}

// Damage here costs no more than age and sex.
void ReadPatient(const ScpSection& section, const std::string& where, Record& record) {
  if (!section.checksum_right) {
    record.warnings.emplace_back("the checksum of the patient's section is wrong");
  }
  ByteReader reader(section.data, where);
  std::optional<std::chrono::year_month_day> birth;
  std::optional<std::chrono::year_month_day> recorded;
  while (reader.remaining() >= 3) {
    const auto tag = reader.Read<uint8_t>();
    const auto length = reader.Read<uint16_t>();
    if (tag == kEndTag || length > reader.remaining()) break;
    const auto value = reader.Take(length);
    if (tag == kAgeTag) record.age_years = ReadAge(ByteReader(value, where));
    if (tag == kBirthTag) birth = ReadDay(ByteReader(value, where));
    if (tag == kRecordedTag) recorded = ReadDay(ByteReader(value, where));
    if (tag == kSexTag && length == 1) {
      if (value[0] == std::byte{1}) record.sex = Sex::kMale;
      if (value[0] == std::byte{2}) record.sex = Sex::kFemale;
    }
  }
  if (!(record.age_years >= 0)) record.age_years = AgeYears(birth, recorded);
}

}  // namespace

Record ReadScp(std::span<const std::byte> bytes, const std::string& source_path) {
  Record record = RecordOf(source_path);
  const ScpSections sections = ReadScpSections(bytes, source_path, record.warnings);
  if (sections[6].data.empty()) {
    throw Error(ErrorCode::kInvalidInput, "no rhythm data (section 6)", source_path,
                "reference beats alone make no record; export the ECG with its rhythm");
  }
  const std::vector<LeadRange> leads =
      ReadLeads(NeededSection(sections, 3, source_path), source_path);
  ReadRhythm(sections, leads, source_path, record);
  AddDerivedLimbLeads(record);
  ReadPatient(sections[1], source_path, record);
  return record;
}

}  // namespace supreme::formats
