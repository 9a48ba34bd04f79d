#include "data/pack_stats.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace supreme {
namespace {

// "flat:V4;missing:V6" → one count per lead.
void CountFlags(std::string_view flags, PackStats& stats) {
  for (size_t start = 0; start < flags.size();) {
    const size_t end = std::min(flags.find(';', start), flags.size());
    const std::string_view flag = flags.substr(start, end - start);
    const size_t colon = flag.find(':');
    if (colon != std::string_view::npos) {
      const std::string lead(flag.substr(colon + 1));
      if (flag.substr(0, colon) == "missing") ++stats.missing_leads[lead];
      if (flag.substr(0, colon) == "flat") ++stats.flat_leads[lead];
    }
    start = end + 1;
  }
}

void CountAges(std::vector<double> ages, PackStats& stats) {
  std::sort(ages.begin(), ages.end());
  stats.age_known = ages.size();
  const double unknown = std::nan("");
  stats.age_min = ages.empty() ? unknown : ages.front();
  stats.age_max = ages.empty() ? unknown : ages.back();
  stats.age_median =
      ages.empty() ? unknown : (ages[(ages.size() - 1) / 2] + ages[ages.size() / 2]) / 2.0;
}

}  // namespace

PackStats CountPack(const Pack& pack) {
  PackStats stats;
  stats.rows = pack.size();
  std::set<std::string> patients;
  std::vector<double> ages;
  for (const PackRow& row : pack.rows()) {
    ++stats.folds[row.fold];
    if (row.patient_id.empty())
      ++stats.without_patient;
    else
      patients.insert(row.patient_id);
    if (!std::isnan(row.age_years)) ages.push_back(row.age_years);
    ++(row.sex == Sex::kMale     ? stats.male
       : row.sex == Sex::kFemale ? stats.female
                                 : stats.sex_unknown);
    CountFlags(row.quality, stats);
  }
  stats.patients = patients.size();
  CountAges(std::move(ages), stats);
  for (const auto& [record, codes] : pack.ReadCodes()) {
    for (const std::string& code : codes) ++stats.codes[code];
  }
  for (const auto& [record, report] : pack.ReadReports()) stats.reports += !report.empty();
  return stats;
}

OrderedJson ToJson(const PackStats& stats) {
  OrderedJson json;
  json["rows"] = stats.rows;
  json["patients"] = stats.patients;
  json["rows_without_patient"] = stats.without_patient;
  json["reports"] = stats.reports;
  json["folds"] = OrderedJson::object();
  for (const auto& [fold, count] : stats.folds) json["folds"][std::to_string(fold)] = count;
  json["sex"] = {{"male", stats.male}, {"female", stats.female}, {"unknown", stats.sex_unknown}};
  json["age_years"] = {{"known", stats.age_known},
                       {"min", stats.age_min},
                       {"median", stats.age_median},
                       {"max", stats.age_max}};
  json["missing_leads"] = stats.missing_leads;
  json["flat_leads"] = stats.flat_leads;
  json["codes"] = stats.codes;
  return json;
}

}  // namespace supreme
