#include "formats/read_options.h"

#include "core/error.h"
#include "core/numbers.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

constexpr double kMinRateHz = 1;
constexpr double kMaxRateHz = 100'000;

}  // namespace

std::optional<double> MillivoltsPerUnit(std::string_view unit) {
  const std::string name = AsciiLower(Trim(unit));
  if (name == "mv") return 1.0;
  if (name == "v") return 1e3;
  if (name == "nv") return 1e-6;
  for (const std::string_view micro : {"uv", "µv", "μv"}) {
    if (name == micro) return 1e-3;
  }
  return std::nullopt;
}

double ToldMillivoltsPerUnit(const ReadOptions& options, std::string_view where) {
  if (const auto told = MillivoltsPerUnit(options.unit)) return *told;
  throw Error(ErrorCode::kInvalidInput, "the file does not say the unit of its samples", where,
              "--unit mV or --unit uV (supreme convert)");
}

double ToldSampleRate(const ReadOptions& options, std::string_view where) {
  if (options.sample_rate_hz >= kMinRateHz && options.sample_rate_hz <= kMaxRateHz) {
    return options.sample_rate_hz;
  }
  throw Error(ErrorCode::kInvalidInput, "the file does not say its sampling rate", where,
              "--rate 500, in Hz (supreme convert)");
}

std::vector<std::string> ToldLeadNames(const ReadOptions& options, size_t lead_count,
                                       std::string_view where, std::vector<std::string>& warnings) {
  if (options.lead_names.size() == lead_count) return options.lead_names;
  if (!options.lead_names.empty()) {
    throw Error(ErrorCode::kInvalidInput,
                "the file has " + std::to_string(lead_count) + " leads, " +
                    std::to_string(options.lead_names.size()) + " names are given",
                where, "--leads with one name per lead");
  }
  if (lead_count != kLeadCount) {
    throw Error(ErrorCode::kInvalidInput,
                "the file does not name its " + std::to_string(lead_count) + " leads", where,
                "--leads I,II,… with one name per lead (supreme convert)");
  }
  warnings.emplace_back(
      "the file does not name its leads; they are taken as I, II, III, aVR, "
      "aVL, aVF, V1 to V6");
  return {kLeadNames.begin(), kLeadNames.end()};
}

}  // namespace supreme::formats
