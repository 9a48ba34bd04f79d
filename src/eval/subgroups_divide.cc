#include "eval/subgroups_divide.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/csv.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "data/table_values.h"
#include "eval/window_padding.h"
#include "plot/markup.h"
#include "signal/content_check.h"
#include "signal/window_record.h"

namespace supreme {
namespace {

constexpr char kUnknown[] = "unknown";
constexpr char kOther[] = "other";
constexpr size_t kMaxValueLetters = 40;

// Leaves out groups that no record is in.
Division DropEmpty(Division division) {
  std::vector<size_t> new_index(division.groups.size(), 0);
  std::vector<std::string> kept;
  for (size_t g = 0; g < division.groups.size(); ++g) {
    if (std::ranges::count(division.group_of_record, g) == 0) continue;
    new_index[g] = kept.size();
    kept.push_back(division.groups[g]);
  }
  division.groups = std::move(kept);
  for (size_t& group : division.group_of_record) group = new_index[group];
  return division;
}

// Groups in the order of `order`; every value must be one of them.
Division FromValues(const std::string& name, const std::vector<std::string>& order,
                    const std::vector<std::string>& values) {
  Division division{name, order, {}};
  for (const std::string& value : values) {
    const auto found = std::ranges::find(order, value);
    SUPREME_CHECK(found != order.end());
    division.group_of_record.push_back(static_cast<size_t>(found - order.begin()));
  }
  return DropEmpty(std::move(division));
}

double MedianOf(std::vector<double> values) {
  return values.empty() ? 0.0 : Percentile(values, 0.5);
}

// "lowest third (up to 0.004 mV)" …; equal values stay together.
Division DivideByThirds(const std::string& name, const std::vector<double>& values) {
  std::vector<double> sorted = values;
  const double low = Percentile(sorted, 1.0 / 3.0), high = Percentile(sorted, 2.0 / 3.0);
  const std::string low_text = FormatFixed(low, 4), high_text = FormatFixed(high, 4);
  Division division{name,
                    {"lowest third (to " + low_text + " mV)", "middle third",
                     "highest third (over " + high_text + " mV)"},
                    {}};
  for (const double value : values) {
    division.group_of_record.push_back(value <= low ? 0 : value <= high ? 1 : 2);
  }
  return DropEmpty(std::move(division));
}

// Column values by record id.
class FactTable {
 public:
  FactTable(const std::filesystem::path& path, const std::vector<std::string>& columns)
      : where_(path.string()) {
    CsvReader csv = CsvReader::OpenStream(path);
    const auto id =
        csv.FindColumn("record_id") ? csv.FindColumn("record_id") : csv.FindColumn("ecg_id");
    if (!id) {
      throw Error(ErrorCode::kNotFound, "no column record_id or ecg_id", where_,
                  "a table with one row per record");
    }
    std::vector<size_t> indices;
    for (const std::string& column : columns) indices.push_back(csv.Column(column));
    while (csv.Next()) {
      auto& facts = facts_[ReadId(csv[*id])];
      facts.clear();
      for (const size_t index : indices) facts.push_back(ReadId(csv[index]));
    }
  }

  // Of the records, in their order; records that are not in the table are unknown.
  std::vector<std::string> Column(const DividedRows& records, size_t column) const {
    std::vector<std::string> values;
    bool any = false;
    for (const size_t row : records.rows) {
      const auto found = facts_.find(records.pack.rows()[row].record_id);
      any = any || found != facts_.end();
      const bool known = found != facts_.end() && !found->second[column].empty();
      values.push_back(known ? ShortenText(found->second[column], kMaxValueLetters) : kUnknown);
    }
    if (!any) {
      throw Error(ErrorCode::kNotFound, "none of the records is in the table", where_,
                  "the table of the dataset that the pack was made from");
    }
    return values;
  }

 private:
  std::string where_;
  std::map<std::string, std::vector<std::string>> facts_;
};

// Rare values become "other"; groups by falling size, then by name, "other" and "unknown" last.
Division DivideByValues(const std::string& name, std::vector<std::string> values,
                        uint64_t min_records) {
  std::map<std::string, uint64_t> counts;
  for (const std::string& value : values) ++counts[value];
  for (std::string& value : values) {
    if (value != kUnknown && counts[value] < min_records) value = kOther;
  }
  std::vector<std::pair<std::string, uint64_t>> kept;
  for (const auto& entry : counts) {
    if (entry.second >= min_records && entry.first != kUnknown && entry.first != kOther) {
      kept.push_back(entry);
    }
  }
  std::ranges::stable_sort(kept, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> order;
  for (const auto& entry : kept) order.push_back(entry.first);
  order.emplace_back(kOther);
  order.emplace_back(kUnknown);
  return FromValues(name, order, values);
}

}  // namespace

Division DivideByAge(const DividedRows& records, std::span<const double> edges) {
  SUPREME_CHECK(!edges.empty() && std::ranges::is_sorted(edges));
  Division division{"age", {"under " + FormatDouble(edges.front())}, {}};
  for (size_t i = 0; i + 1 < edges.size(); ++i) {
    division.groups.push_back(FormatDouble(edges[i]) + " to under " + FormatDouble(edges[i + 1]));
  }
  division.groups.push_back(FormatDouble(edges.back()) + " and over");
  division.groups.emplace_back(kUnknown);
  for (const size_t row : records.rows) {
    const double age = records.pack.rows()[row].age_years;
    const auto band = static_cast<size_t>(std::ranges::upper_bound(edges, age) - edges.begin());
    division.group_of_record.push_back(std::isfinite(age) ? band : edges.size() + 1);
  }
  return DropEmpty(std::move(division));
}

Division DivideBySex(const DividedRows& records) {
  std::vector<std::string> values;
  for (const size_t row : records.rows) {
    const Sex sex = records.pack.rows()[row].sex;
    values.emplace_back(sex == Sex::kFemale ? "female" : sex == Sex::kMale ? "male" : kUnknown);
  }
  return FromValues("sex", {"female", "male", kUnknown}, values);
}

std::vector<Division> DivideBySignal(const DividedRows& records) {
  std::vector<std::string> verdicts;
  std::vector<double> noise_mv, wander_mv;
  Progress progress("measure signal quality", records.rows.size(), "records");
  for (const size_t row : records.rows) {
    ThrowIfInterrupted();
    const EcgWindow window = records.pack.ReadWindow(row);
    const RecordQuality quality = CheckContent(RecordOfWindow(window, UsedSamples(window)));
    verdicts.emplace_back(Verdict(quality.problems));
    std::vector<double> noise, wander;
    for (const LeadQuality& lead : quality.leads) {
      noise.push_back(lead.noise_mv);
      wander.push_back(lead.wander_mv);
    }
    noise_mv.push_back(MedianOf(std::move(noise)));
    wander_mv.push_back(MedianOf(std::move(wander)));
    progress.Update(verdicts.size());
  }
  progress.Finish();
  return {FromValues("signal check", {"ok", "warning", "error"}, verdicts),
          DivideByThirds("noise", noise_mv), DivideByThirds("baseline wander", wander_mv)};
}

std::vector<Division> DivideByTable(const DividedRows& records, const std::filesystem::path& path,
                                    const std::vector<std::string>& columns, uint64_t min_records) {
  const FactTable table(path, columns);
  std::vector<Division> divisions;
  for (size_t i = 0; i < columns.size(); ++i) {
    divisions.push_back(DivideByValues(columns[i], table.Column(records, i), min_records));
  }
  return divisions;
}

}  // namespace supreme
