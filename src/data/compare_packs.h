// Two packs side by side: do their ECGs measure alike? (Simulated against real ones.)
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "core/json.h"
#include "data/pack.h"

namespace supreme {

// Which rows of a pack take part.
struct RowFilter {
  std::string folds;               // "1-4", "9,10"; empty = all
  std::vector<std::string> codes;  // records with one of these codes; empty = all
};

// Rows that pass, in the pack's order. kNotFound when there are none.
std::vector<size_t> FilterRows(const Pack& pack, const RowFilter& filter);

// What is measured of a record. Per record: rate, intervals, axes. Per lead: amplitudes of the
// median beat, noise between beats, logarithmic band powers.
struct Quantity {
  std::string name;  // "qrs_ms", "r_mv", "log10_power_0.5_5hz"
  std::string lead;  // "" = of the record
};
const std::vector<Quantity>& CompareQuantities();

// One value per quantity, NaN where there is nothing to measure. Thread-safe.
std::vector<double> MeasureQuantities(const EcgWindow& window);

struct Distribution {
  size_t count = 0;                       // records in which it could be measured
  double p5 = 0.0, p50 = 0.0, p95 = 0.0;  // percentiles; NaN when count is 0
};

struct QuantityComparison {
  Quantity quantity;
  Distribution a;
  Distribution b;
  double distance = 0.0;  // Kolmogorov–Smirnov; NaN when one side has no value
};

struct PackComparison {
  size_t records_a = 0;
  size_t records_b = 0;
  double mean_distance = 0.0;  // over the quantities that have one
  std::vector<QuantityComparison> quantities;
};

struct CompareOptions {
  RowFilter filter_a;
  RowFilter filter_b;
  size_t limit = 0;    // records per pack, evenly spread; 0 = all
  size_t workers = 0;  // threads; 0 = all cores
  std::function<void(size_t done, size_t total)> progress;
};

// Errors: those of packs and filters, kCancelled on interrupt.
PackComparison ComparePacks(const Pack& a, const Pack& b, const CompareOptions& options);
OrderedJson ToJson(const PackComparison& comparison);

}  // namespace supreme
