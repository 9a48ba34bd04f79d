#include "formats/npy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "formats/lead_signals.h"
#include "formats/npy_header.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

constexpr std::array<std::string_view, 4> kTypes = {"i2", "i4", "f4", "f8"};

// Where leads and samples lie: value of lead l, sample s is number l × lead_step + s × sample_step.
struct Layout {
  size_t leads = 0;
  size_t samples = 0;
  size_t lead_step = 0;
  size_t sample_step = 0;
};

size_t CheckType(const std::string& type, const std::string& where) {
  const bool has_order = type.size() == 3 && (type[0] == '<' || type[0] == '>');
  const bool is_known =
      has_order && std::find(kTypes.begin(), kTypes.end(), type.substr(1)) != kTypes.end();
  if (is_known) return static_cast<size_t>(type[2] - '0');
  throw Error(ErrorCode::kInvalidInput, "an array of type \"" + type + "\"", where,
              "save it as float32: numpy.save(path, samples.astype('float32'))");
}

Layout LayoutOf(const NpyHeader& header, const ReadOptions& options, const std::string& where) {
  if (header.shape.size() != 2) {
    throw Error(ErrorCode::kInvalidInput,
                "an array of " + std::to_string(header.shape.size()) + " dimensions", where,
                "save one record as leads × samples");
  }
  const size_t rows = header.shape[0];
  const size_t columns = header.shape[1];
  const size_t told = options.lead_names.empty() ? kLeadCount : options.lead_names.size();
  const bool leads_are_rows = rows == told || (columns != told && rows <= columns);
  Layout layout{leads_are_rows ? rows : columns, leads_are_rows ? columns : rows, 0, 0};
  const size_t row_step = header.is_fortran_order ? 1 : columns;
  const size_t column_step = header.is_fortran_order ? rows : 1;
  layout.lead_step = leads_are_rows ? row_step : column_step;
  layout.sample_step = leads_are_rows ? column_step : row_step;
  return layout;
}

template <class Number>
double As(const std::array<std::byte, 8>& bytes) {
  Number value{};
  std::memcpy(&value, bytes.data(), sizeof(value));
  return static_cast<double>(value);
}

double ReadValue(std::span<const std::byte> value, const std::string& type) {
  std::array<std::byte, 8> bytes{};
  std::copy(value.begin(), value.end(), bytes.begin());
  if (type[0] == '>') {
    std::reverse(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(value.size()));
  }
  if (type[1] == 'i') return value.size() == 2 ? As<int16_t>(bytes) : As<int32_t>(bytes);
  return value.size() == 4 ? As<float>(bytes) : As<double>(bytes);
}

}  // namespace

Record ReadNpy(std::span<const std::byte> bytes, const std::string& source_path,
               const ReadOptions& options) {
  const NpyHeader header = ReadNpyHeader(bytes, source_path);
  const size_t value_bytes = CheckType(header.type, source_path);
  const Layout layout = LayoutOf(header, options, source_path);
  CheckSize(layout.leads, layout.samples, source_path);
  const auto data = bytes.subspan(header.data_offset);
  if (data.size() != layout.leads * layout.samples * value_bytes) {
    throw Error(ErrorCode::kCorruptData,
                std::to_string(data.size()) + " bytes of samples, the header says " +
                    std::to_string(layout.leads * layout.samples * value_bytes),
                source_path, "save the array again with numpy.save");
  }
  Record record = RecordOf(source_path);
  record.sample_rate_hz = ToldSampleRate(options, source_path);
  const double scale_mv = ToldMillivoltsPerUnit(options, source_path);
  auto names = ToldLeadNames(options, layout.leads, source_path, record.warnings);
  std::vector<LeadSignal> leads;
  for (size_t lead = 0; lead < layout.leads; ++lead) {
    LeadSignal signal{std::move(names[lead]), {}};
    signal.samples_mv.reserve(layout.samples);
    for (size_t k = 0; k < layout.samples; ++k) {
      const size_t index = lead * layout.lead_step + k * layout.sample_step;
      const double value =
          ReadValue(data.subspan(index * value_bytes, value_bytes), header.type) * scale_mv;
      signal.samples_mv.push_back(std::isfinite(value) ? static_cast<float>(value)
                                                       : std::numeric_limits<float>::quiet_NaN());
    }
    leads.push_back(std::move(signal));
  }
  SetLeads(std::move(leads), source_path, record);
  return record;
}

}  // namespace supreme::formats
