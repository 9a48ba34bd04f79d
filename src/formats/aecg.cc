#include "formats/aecg.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/lead_signals.h"
#include "formats/patient_facts.h"
#include "formats/read_options.h"
#include "formats/xml_file.h"

namespace supreme::formats {
namespace {

constexpr float kNoSample = std::numeric_limits<float>::quiet_NaN();
constexpr std::string_view kLeadPrefix = "MDC_ECG_LEAD_";
constexpr std::string_view kReExport = "export the ECG again as HL7 aECG";

// HL7's codes for "no value", and the usual word.
constexpr std::array<std::string_view, 9> kNullFlavors = {"NI",  "NA",  "UNK", "NASK", "NAV",
                                                          "MSK", "OTH", "INV", "NaN"};

// One sequence set: leads that run at the same time.
struct SequenceSet {
  std::string start;  // as written; only compared
  double increment_sec = 0;
  std::vector<LeadSignal> leads;
};

double Number(pugi::xml_node node, const std::string& where) {
  const auto number = ParseDouble(Attribute(node, "value"));
  if (number) return *number;
  throw Error(ErrorCode::kCorruptData,
              "\"" + std::string(Attribute(node, "value")) + "\" is no number",
              WhereIn(node, where), kReExport);
}

double Millivolts(pugi::xml_node quantity, const std::string& where) {
  const auto millivolts_per_unit = MillivoltsPerUnit(Attribute(quantity, "unit"));
  if (millivolts_per_unit) return Number(quantity, where) * *millivolts_per_unit;
  throw Error(ErrorCode::kInvalidInput,
              "\"" + std::string(Attribute(quantity, "unit")) + "\" is no unit of voltage",
              WhereIn(quantity, where), "leads in uV, mV, V or nV are read");
}

double IncrementSec(pugi::xml_node value, const std::string& where) {
  const pugi::xml_node increment = Child(value, "increment");
  const std::string_view unit = Attribute(increment, "unit");
  double seconds_per_unit = 0;
  if (unit == "s") seconds_per_unit = 1;
  if (unit == "ms") seconds_per_unit = 1e-3;
  if (unit == "us") seconds_per_unit = 1e-6;
  if (seconds_per_unit == 0) {
    throw Error(ErrorCode::kCorruptData, "the time between samples is not given in s, ms or us",
                WhereIn(value, where), kReExport);
  }
  const double seconds = Number(increment, where) * seconds_per_unit;
  if (seconds >= 1e-6 && seconds <= 1) return seconds;
  throw Error(ErrorCode::kInvalidInput, "the time between samples is not between 1 us and 1 s",
              WhereIn(increment, where), kReExport);
}

bool IsNullFlavor(std::string_view token) {
  return std::find(kNullFlavors.begin(), kNullFlavors.end(), token) != kNullFlavors.end();
}

std::vector<float> ReadDigits(pugi::xml_node value, const std::string& where) {
  const double origin_mv = Millivolts(Child(value, "origin"), where);
  const double scale_mv = Millivolts(Child(value, "scale"), where);
  const pugi::xml_node digits = Child(value, "digits");
  const std::string text = Text(digits);
  constexpr std::string_view kSpace = " \t\r\n";
  std::vector<float> samples_mv;
  for (size_t at = text.find_first_not_of(kSpace); at < text.size();) {
    const size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    const std::string_view token = std::string_view(text).substr(at, end - at);
    const auto digit = ParseDouble(token);
    if (!digit && !IsNullFlavor(token)) {
      throw Error(ErrorCode::kCorruptData,
                  "sample " + std::to_string(samples_mv.size() + 1) + " is \"" +
                      std::string(token.substr(0, 20)) + "\", no number",
                  WhereIn(digits, where), kReExport);
    }
    samples_mv.push_back(digit ? static_cast<float>(origin_mv + scale_mv * *digit) : kNoSample);
    CheckSize(1, samples_mv.size(), where);
    at = text.find_first_not_of(kSpace, end);
  }
  return samples_mv;
}

LeadSignal ReadLead(pugi::xml_node sequence, std::string_view code, const std::string& where) {
  const pugi::xml_node value = Child(sequence, "value");
  LeadSignal lead{UsualLeadName(code.substr(kLeadPrefix.size())), {}};
  const bool is_missing =
      !Attribute(value, "nullFlavor").empty() || !Attribute(sequence, "nullFlavor").empty();
  if (!is_missing) lead.samples_mv = ReadDigits(value, where);
  return lead;
}

SequenceSet ReadSequenceSet(pugi::xml_node sequence_set, const std::string& where) {
  SequenceSet set;
  for (const pugi::xml_node component : Children(sequence_set, "component")) {
    const pugi::xml_node sequence = Child(component, "sequence");
    const std::string_view code = Attribute(Child(sequence, "code"), "code");
    if (code == "TIME_ABSOLUTE" || code == "TIME_RELATIVE") {
      const pugi::xml_node value = Child(sequence, "value");
      set.start = Attribute(Child(value, "head"), "value");
      set.increment_sec = IncrementSec(value, where);
    } else if (code.starts_with(kLeadPrefix)) {
      CheckSize(set.leads.size() + 1, 0, where);
      set.leads.push_back(ReadLead(sequence, code, where));
    }
  }
  if (!set.leads.empty() && set.increment_sec == 0) {
    throw Error(ErrorCode::kCorruptData, "leads without a time sequence: their rate is not known",
                WhereIn(sequence_set, where), kReExport);
  }
  return set;
}

// The leads of a series that run at the same time; empty when it has none.
SequenceSet ReadSeries(pugi::xml_node series, const std::string& where, Record& record) {
  SequenceSet first;
  for (const pugi::xml_node component : Children(series, "component")) {
    SequenceSet set = ReadSequenceSet(Child(component, "sequenceSet"), where);
    if (set.leads.empty()) continue;
    if (first.leads.empty()) {
      first = std::move(set);
    } else if (set.start == first.start && set.increment_sec == first.increment_sec) {
      std::move(set.leads.begin(), set.leads.end(), std::back_inserter(first.leads));
    } else {
      record.warnings.emplace_back(
          "leads that start at another time or have another rate are "
          "left out");
    }
  }
  return first;
}

void ReadPatient(pugi::xml_node root, Record& record) {
  const pugi::xml_node person =
      Descend(root, {"componentOf", "timepointEvent", "componentOf", "subjectAssignment", "subject",
                     "trialSubject", "subjectDemographicPerson"});
  record.sex = ParseSex(Attribute(Child(person, "administrativeGenderCode"), "code"));
  const pugi::xml_node time = Child(root, "effectiveTime");
  std::string_view recorded = Attribute(Child(time, "center"), "value");
  if (recorded.empty()) recorded = Attribute(Child(time, "low"), "value");
  record.age_years =
      AgeYears(ParseDate(Attribute(Child(person, "birthTime"), "value")), ParseDate(recorded));
}

// Statements stand in annotations below annotations; how deep is up to the writer.
struct StatementCollector : pugi::xml_tree_walker {
  std::vector<std::string>* comments = nullptr;

  bool for_each(pugi::xml_node& node) override {
    const std::string_view code = Attribute(Child(node, "code"), "code");
    if (code.starts_with("MDC_ECG_INTERPRETATION_")) {
      std::string text = Text(Child(node, "value"));
      if (!text.empty()) comments->push_back(std::move(text));
    }
    return true;
  }
};

}  // namespace

Record ReadAecg(std::span<const std::byte> bytes, const std::string& source_path) {
  const auto document = ParseXml(bytes, source_path);
  const pugi::xml_node root = Child(*document, "AnnotatedECG");
  if (!root) {
    throw Error(ErrorCode::kCorruptData, "not an HL7 aECG: no root element AnnotatedECG",
                source_path, "check what this file is: supreme inspect FILE");
  }
  Record record = RecordOf(source_path);
  SequenceSet rhythm;
  for (const pugi::xml_node component : Children(root, "component")) {
    const pugi::xml_node series = Child(component, "series");
    if (Attribute(Child(series, "code"), "code") != "RHYTHM") continue;
    if (!rhythm.leads.empty()) {
      record.warnings.emplace_back("a further rhythm series is left out");
      continue;
    }
    rhythm = ReadSeries(series, source_path, record);
  }
  if (rhythm.increment_sec > 0) record.sample_rate_hz = RateOfInterval(rhythm.increment_sec);
  SetLeads(std::move(rhythm.leads), source_path, record);
  AddDerivedLimbLeads(record);
  ReadPatient(root, record);
  StatementCollector collector;
  collector.comments = &record.comments;
  pugi::xml_node(root).traverse(collector);
  return record;
}

}  // namespace supreme::formats
