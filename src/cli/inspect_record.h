// What `supreme inspect` says of one recording.
#pragma once

#include <optional>
#include <string>

#include "core/json.h"
#include "formats/format.h"
#include "signal/content_check.h"
#include "signal/record.h"

namespace supreme {

struct InspectedRecord {
  std::optional<formats::Format> format;  // nothing for rows of a pack
  Record record;
  RecordQuality quality;
  // Gain of each lead's header entry, "1000(0)/mV"; empty where no header is.
  std::vector<std::string> gains;
};

// A recording that CheckContent refuses has that as its only problem, and no measured leads.
// Errors: those of the reader.
InspectedRecord InspectRecordFile(const std::string& path, bool strict);
InspectedRecord InspectPackRow(const std::string& pack, const std::string& record_id);

// Facts, leads by name with their measurements, problems; the order of keys is stable.
OrderedJson DescribeRecord(const InspectedRecord& inspected);

// The leads as a table for people, then the problems, one line each.
std::string QualityTable(const RecordQuality& quality);

enum class StripKind { kNone, kBraille, kSixel };

// Lead `lead_name` over the first 10 s as wide as the terminal, with its name, range and length
// above. Errors: kUsage for a lead that the record does not have.
std::string TerminalStrip(const Record& record, const std::string& lead_name, StripKind kind);

}  // namespace supreme
