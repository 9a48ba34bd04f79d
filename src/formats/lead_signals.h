// Puts the leads that a reader found one by one together to a record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "signal/record.h"

namespace supreme::formats {

struct LeadSignal {
  std::string name;
  std::vector<float> samples_mv;  // NaN = no valid sample
};

// A record without leads whose id is the file name of `source_path` without its ending.
Record RecordOf(const std::string& source_path);

// Refuses more leads or samples than one record may have (kInvalidInput), before they are
// allocated.
void CheckSize(size_t lead_count, size_t samples_per_lead, std::string_view where);

// Fills names, counts and samples of `record`. Shorter leads are filled up with NaN (a warning).
// Errors: kCorruptData (no lead, no sample, a lead twice), kInvalidInput (limits).
void SetLeads(std::vector<LeadSignal> leads, std::string_view where, Record& record);

// The rate of samples that lie so far apart. A whole number that the rounded interval hides comes
// back: 0.003333 s is 300 Hz.
double RateOfInterval(double interval_sec);

// "AVR" → "aVR": the usual spelling of a standard lead's name, other names as they are.
std::string UsualLeadName(std::string_view name);

// Adds those of III, aVR, aVL and aVF that are missing, computed from I and II (III = II − I,
// aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2), with a warning. Formats that store only
// independent leads mean that. Does nothing where I or II is missing.
void AddDerivedLimbLeads(Record& record);

}  // namespace supreme::formats
