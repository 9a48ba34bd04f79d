// WFDB records as they are wanted: in mV, or digital with the samples of a frame side by side.
#include "signal/wfdb.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <variant>

#include "core/atomic_file.h"
#include "signal/wfdb_comments.h"
#include "signal/wfdb_decode.h"
#include "signal/wfdb_signals.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxHeaderBytes = uint64_t{1} << 20;

fs::path HeaderPath(const fs::path& path) {
  if (path.extension() == ".hea") return path;
  const fs::path appended = path.string() + ".hea";
  if (fs::exists(appended)) return appended;
  if (!path.has_extension()) return appended;
  return fs::path(path).replace_extension(".hea");
}

// Mean of the samples of each frame, in double precision; NaN when one of them is invalid.
template <class Digital>
void AverageFrames(std::span<const Digital> rows, const Calibration& calibration,
                   std::span<float> lead) {
  const size_t frames = lead.size();
  const size_t per_frame = rows.size() / frames;
  for (size_t frame = 0; frame < frames; ++frame) {
    double sum = 0;
    for (size_t row = 0; row < per_frame; ++row) {
      const Digital digital = rows[row * frames + frame];
      sum += digital == calibration.invalid
                 ? std::numeric_limits<double>::quiet_NaN()
                 : static_cast<double>(digital - calibration.baseline) / calibration.gain;
    }
    lead[frame] = static_cast<float>(sum / static_cast<double>(per_frame));
  }
}

// `rows` [samples_per_frame, frames]; several samples of a frame become their mean, and a signal
// with skew moves to the front and ends in NaN.
template <class Digital>
void FillLead(const WfdbSignal& signal, std::span<const Digital> rows, double units_per_mv,
              std::span<float> lead) {
  const Calibration calibration{signal.gain_per_unit * units_per_mv, signal.baseline,
                                InvalidSample(signal.format)};
  const size_t frames = lead.size();
  if (signal.samples_per_frame > 1) {
    AverageFrames(rows, calibration, lead);
  } else {
    ToMillivolts(rows, calibration, lead);
  }
  if (signal.skew_samples > 0) {
    const size_t skew = std::min(frames, static_cast<size_t>(signal.skew_samples));
    std::copy(lead.begin() + static_cast<std::ptrdiff_t>(skew), lead.end(), lead.begin());
    std::fill(lead.end() - static_cast<std::ptrdiff_t>(skew), lead.end(),
              std::numeric_limits<float>::quiet_NaN());
  }
}

template <class Digital>
void FillGroup(const SignalGroup& group, const std::vector<Digital>& samples,
               const DecodedRecord& source, Record& record) {
  const std::span<float> samples_mv(record.samples_mv);
  size_t row = 0;
  for (size_t i = group.first; i < group.first + group.count; ++i) {
    const WfdbSignal& signal = source.header.signals[i];
    const auto rows = static_cast<size_t>(signal.samples_per_frame);
    const std::span<float> lead = samples_mv.subspan(i * source.frames, source.frames);
    if (const auto units_per_mv = UnitsPerMillivolt(signal.unit)) {
      FillLead<Digital>(
          signal,
          std::span<const Digital>(samples).subspan(row * source.frames, rows * source.frames),
          *units_per_mv, lead);
    } else {
      record.warnings.push_back(source.where + ": lead \"" + signal.description + "\" has unit \"" +
                                signal.unit + "\", which is no voltage; its samples are left out");
      std::fill(lead.begin(), lead.end(), std::numeric_limits<float>::quiet_NaN());
    }
    row += rows;
  }
}

// Samples of a frame stand side by side again.
template <class Digital>
void AppendLeads(const SignalGroup& group, const std::vector<Digital>& samples,
                 const DecodedRecord& source, WfdbDigital& digital) {
  size_t row = 0;
  for (size_t i = group.first; i < group.first + group.count; ++i) {
    const auto rows = static_cast<size_t>(source.header.signals[i].samples_per_frame);
    std::vector<int32_t> lead(rows * source.frames);
    for (size_t sample = 0; sample < lead.size(); ++sample) {
      lead[sample] = samples[(row + sample % rows) * source.frames + sample / rows];
    }
    digital.samples.push_back(std::move(lead));
    row += rows;
  }
}

}  // namespace

WfdbHeader ReadWfdbHeader(const fs::path& path, const WfdbOptions& options) {
  const fs::path header = HeaderPath(path);
  return ParseWfdbHeader(ReadFile(header, kMaxHeaderBytes), header.string(), options);
}

Record ReadWfdb(const fs::path& path, const WfdbOptions& options) {
  DecodedRecord source = DecodeRecord(HeaderPath(path), options);
  Record record;
  record.record_id = source.header.record_name;
  record.source_path = source.where;
  record.sample_rate_hz = source.header.sample_rate_hz;
  record.sample_count = source.frames;
  record.warnings = std::move(source.header.warnings);
  record.samples_mv.resize(source.header.signals.size() * source.frames);
  for (const WfdbSignal& signal : source.header.signals) {
    record.lead_names.push_back(signal.description);
  }
  for (const DecodedGroup& decoded : source.groups) {
    std::visit([&](const auto& samples) { FillGroup(decoded.group, samples, source, record); },
               decoded.samples);
  }
  record.comments = std::move(source.header.comments);
  ReadPatientComments(record.comments, record);
  return record;
}

WfdbDigital ReadWfdbDigital(const fs::path& path, const WfdbOptions& options) {
  DecodedRecord source = DecodeRecord(HeaderPath(path), options);
  WfdbDigital digital;
  for (const DecodedGroup& decoded : source.groups) {
    std::visit([&](const auto& samples) { AppendLeads(decoded.group, samples, source, digital); },
               decoded.samples);
  }
  digital.header = std::move(source.header);
  digital.header.sample_count = static_cast<int64_t>(source.frames);
  return digital;
}

}  // namespace supreme
