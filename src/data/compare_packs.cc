#include "data/compare_packs.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/ordered_workers.h"
#include "data/split.h"
#include "signal/band_power.h"
#include "signal/measure.h"
#include "signal/measure_input.h"
#include "stats/bootstrap.h"
#include "stats/ks.h"

namespace supreme {
namespace {

using RecordValue = double EcgMeasurements::*;
using LeadValue = double LeadMeasurements::*;

constexpr std::pair<const char*, RecordValue> kRecordValues[] = {
    {"rate_bpm", &EcgMeasurements::ventricular_rate_bpm},
    {"rr_variation", &EcgMeasurements::rr_variation},
    {"p_ms", &EcgMeasurements::p_ms},
    {"pr_ms", &EcgMeasurements::pr_ms},
    {"qrs_ms", &EcgMeasurements::qrs_ms},
    {"qt_ms", &EcgMeasurements::qt_ms},
    {"qtc_ms", &EcgMeasurements::qtc_ms},
    {"p_axis_degrees", &EcgMeasurements::p_axis_degrees},
    {"qrs_axis_degrees", &EcgMeasurements::qrs_axis_degrees},
    {"t_axis_degrees", &EcgMeasurements::t_axis_degrees},
};

constexpr std::pair<const char*, LeadValue> kLeadValues[] = {
    {"qrs_mv", &LeadMeasurements::qrs_peak_to_peak_mv},
    {"p_mv", &LeadMeasurements::p_mv},
    {"q_mv", &LeadMeasurements::q_mv},
    {"r_mv", &LeadMeasurements::r_mv},
    {"s_mv", &LeadMeasurements::s_mv},
    {"j_mv", &LeadMeasurements::j_mv},
    {"st60_mv", &LeadMeasurements::st60_mv},
    {"t_mv", &LeadMeasurements::t_mv},
};

constexpr double kBeatBeforeMs = 20.0;  // of the onset: what does not count as between beats
constexpr double kBeatAfterMs = 180.0;
constexpr double kSmallestPower = 1e-9;  // mV²: far below one step of any recorder

std::vector<Quantity> MakeQuantities() {
  std::vector<Quantity> quantities;
  for (const auto& [name, value] : kRecordValues) quantities.push_back({name, ""});
  const auto add_leads = [&](const std::string& name) {
    for (const std::string_view lead : kLeadNames) quantities.push_back({name, std::string(lead)});
  };
  for (const auto& [name, value] : kLeadValues) add_leads(name);
  add_leads("noise_mv");
  for (size_t band = 0; band < kBandCount; ++band) {
    add_leads("log10_power_" + FormatDouble(kBandBordersHz[band]) + "_" +
              FormatDouble(kBandBordersHz[band + 1]) + "hz");
  }
  return quantities;
}

// Standard deviation, by the median, of what is faster than 16 Hz between the complexes.
double NoiseMv(std::span<const float> trace, const std::vector<DetectedBeat>& beats) {
  std::vector<uint8_t> in_beat(trace.size(), 0);
  for (const DetectedBeat& beat : beats) {
    const int64_t onset = static_cast<int64_t>(beat.onset_sample);
    const int64_t first = std::max<int64_t>(0, onset - SamplesOf(kBeatBeforeMs));
    const int64_t last =
        std::min(static_cast<int64_t>(trace.size()), onset + SamplesOf(kBeatAfterMs));
    for (int64_t i = first; i < last; ++i) in_beat[static_cast<size_t>(i)] = 1;
  }
  const std::vector<float> smooth = Smooth(trace, 10.0);
  std::vector<double> deviations;
  for (size_t i = 0; i < trace.size(); ++i) {
    if (in_beat[i] == 0) deviations.push_back(std::abs(trace[i] - smooth[i]));
  }
  if (deviations.empty()) return kNotMeasured;
  return Quantile(std::move(deviations), 0.5) / 0.6745;  // of a normal distribution
}

Distribution Summarise(std::vector<double> values) {
  Distribution distribution{values.size(), kNotMeasured, kNotMeasured, kNotMeasured};
  if (values.empty()) return distribution;
  distribution.p5 = Percentile(values, 0.05);
  distribution.p50 = Percentile(values, 0.5);
  distribution.p95 = Percentile(values, 0.95);
  return distribution;
}

std::vector<double> Finite(const std::vector<std::vector<double>>& records, size_t quantity) {
  std::vector<double> values;
  for (const auto& record : records) {
    if (std::isfinite(record[quantity])) values.push_back(record[quantity]);
  }
  return values;
}

std::vector<size_t> Thin(const std::vector<size_t>& rows, size_t limit) {
  if (limit == 0 || rows.size() <= limit) return rows;
  std::vector<size_t> chosen;
  for (size_t i = 0; i < limit; ++i) chosen.push_back(rows[i * rows.size() / limit]);
  return chosen;
}

struct Measured {
  std::vector<std::vector<double>> a;
  std::vector<std::vector<double>> b;
};

Measured MeasureBoth(const Pack& a, const Pack& b, const CompareOptions& options) {
  const std::vector<size_t> rows_a = Thin(FilterRows(a, options.filter_a), options.limit);
  const std::vector<size_t> rows_b = Thin(FilterRows(b, options.filter_b), options.limit);
  const size_t total = rows_a.size() + rows_b.size();
  const size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const size_t workers = options.workers == 0 ? cores : options.workers;
  OrderedWorkers<std::vector<double>> measuring(total, workers, 4 * workers, [&](size_t item) {
    const bool first = item < rows_a.size();
    return MeasureQuantities(first ? a.ReadWindow(rows_a[item])
                                   : b.ReadWindow(rows_b[item - rows_a.size()]));
  });
  Measured measured;
  for (size_t done = 0; auto values = measuring.Next();) {
    ThrowIfInterrupted();
    auto& side = done < rows_a.size() ? measured.a : measured.b;
    side.push_back(std::move(*values));
    ++done;
    if (options.progress) options.progress(done, total);
  }
  return measured;
}

}  // namespace

std::vector<size_t> FilterRows(const Pack& pack, const RowFilter& filter) {
  std::vector<int64_t> folds;
  if (!filter.folds.empty()) folds = ParseFolds(filter.folds);
  std::map<std::string, std::vector<std::string>> codes;
  if (!filter.codes.empty()) codes = pack.ReadCodes();
  const std::set<std::string> wanted(filter.codes.begin(), filter.codes.end());
  std::vector<size_t> rows;
  for (size_t row = 0; row < pack.size(); ++row) {
    const PackRow& facts = pack.rows()[row];
    if (!folds.empty() && std::find(folds.begin(), folds.end(), facts.fold) == folds.end()) {
      continue;
    }
    const auto found = codes.find(facts.record_id);
    const bool has_code =
        found != codes.end() &&
        std::any_of(found->second.begin(), found->second.end(),
                    [&](const std::string& code) { return wanted.contains(code); });
    if (wanted.empty() || has_code) rows.push_back(row);
  }
  if (rows.empty()) {
    throw Error(ErrorCode::kNotFound, "no record passes the filter", pack.folder().string(),
                "supreme data stats lists the folds and codes that are there");
  }
  return rows;
}

const std::vector<Quantity>& CompareQuantities() {
  static const std::vector<Quantity> quantities = MakeQuantities();
  return quantities;
}

std::vector<double> MeasureQuantities(const EcgWindow& window) {
  const MeasuredEcg ecg = MeasureEcg(window.samples_mv, window.present, kWindowRateHz);
  const EcgMeasurements& m = ecg.measurements;
  std::vector<double> values;
  for (const auto& [name, value] : kRecordValues) values.push_back(m.*value);
  const auto usable = [&](size_t lead) { return window.present[lead] != 0; };
  const auto add_leads = [&](const auto& value_of) {
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      values.push_back(usable(lead) ? value_of(lead) : kNotMeasured);
    }
  };
  const auto trace = [&](size_t lead) {
    return std::span(window.samples_mv).subspan(lead * kWindowSamples, kWindowSamples);
  };
  for (const auto& [name, value] : kLeadValues) {
    add_leads([&](size_t lead) {
      const LeadMeasurements& measured = m.leads[lead];
      return measured.qrs_peak_to_peak_mv > 0.0 ? measured.*value : kNotMeasured;
    });
  }
  add_leads([&](size_t lead) { return NoiseMv(trace(lead), ecg.beats); });
  std::array<std::array<double, kBandCount>, kLeadCount> powers{};
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (usable(lead)) powers[lead] = BandPowers(trace(lead), kWindowRateHz);
  }
  for (size_t band = 0; band < kBandCount; ++band) {
    add_leads([&](size_t lead) { return std::log10(powers[lead][band] + kSmallestPower); });
  }
  return values;
}

PackComparison ComparePacks(const Pack& a, const Pack& b, const CompareOptions& options) {
  const Measured measured = MeasureBoth(a, b, options);
  PackComparison comparison{measured.a.size(), measured.b.size(), 0.0, {}};
  double sum = 0.0, count = 0.0;
  for (size_t i = 0; i < CompareQuantities().size(); ++i) {
    const std::vector<double> values_a = Finite(measured.a, i), values_b = Finite(measured.b, i);
    const double distance = KolmogorovSmirnov(values_a, values_b).value_or(kNotMeasured);
    comparison.quantities.push_back(
        {CompareQuantities()[i], Summarise(values_a), Summarise(values_b), distance});
    if (std::isnan(distance)) continue;
    sum += distance;
    count += 1.0;
  }
  comparison.mean_distance = count > 0.0 ? sum / count : kNotMeasured;
  return comparison;
}

OrderedJson ToJson(const PackComparison& comparison) {
  const auto side = [](const Distribution& distribution) {
    OrderedJson json;
    json["n"] = distribution.count;
    json["p5"] = distribution.p5;
    json["p50"] = distribution.p50;
    json["p95"] = distribution.p95;
    return json;
  };
  OrderedJson json;
  json["records_a"] = comparison.records_a;
  json["records_b"] = comparison.records_b;
  json["mean_ks_distance"] = comparison.mean_distance;
  json["quantities"] = OrderedJson::array();
  for (const QuantityComparison& row : comparison.quantities) {
    OrderedJson entry;
    entry["quantity"] = row.quantity.name;
    if (!row.quantity.lead.empty()) entry["lead"] = row.quantity.lead;
    entry["a"] = side(row.a);
    entry["b"] = side(row.b);
    entry["ks_distance"] = row.distance;
    json["quantities"].push_back(entry);
  }
  return json;
}

}  // namespace supreme
