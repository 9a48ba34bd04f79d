// One ECG recording as read from its file.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace supreme {

enum class Sex { kUnknown, kMale, kFemale };

struct Record {
  std::string record_id;
  std::string source_path;
  std::vector<std::string> lead_names;  // as the file spells them
  double sample_rate_hz = 0.0;
  size_t sample_count = 0;
  std::vector<float> samples_mv;      // [leads, samples] row-major; NaN = no valid sample
  std::vector<std::string> comments;  // header comment lines without '#'
  std::vector<std::string> warnings;  // what a lenient reader accepted
  double age_years = std::numeric_limits<double>::quiet_NaN();
  Sex sex = Sex::kUnknown;
  std::vector<std::string> codes;  // diagnosis codes of the file itself (e.g. "#Dx:" SNOMED)

  std::span<const float> Lead(size_t index) const {
    return std::span<const float>(samples_mv).subspan(index * sample_count, sample_count);
  }
};

}  // namespace supreme
