#include "report/paper_table_list.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "report/paper_table_ablations.h"
#include "report/paper_table_systems.h"
#include "report/paper_table_tests.h"
#include "report/paper_table_vocabulary.h"

namespace supreme {
namespace {

using MakeTable = ComparisonTable (*)(const PaperTableInput& input);

constexpr std::array<std::pair<std::string_view, MakeTable>, 17> kTables = {
    {{"1a", SystemsTable},
     {"2", EntityCountsTable},
     {"3", ClusterCountsTable},
     {"4", ReportMappingTable},
     {"5", ExampleClustersTable},
     {"6", QueryOverlapTable},
     {"7", SplitCountsTable},
     {"8", ProbeSettingsTable},
     {"9", ProbeTable},
     {"10", UnseenClassesTable},
     {"11", VariantsTable},
     {"12", WrongMatchesTable},
     {"13", AnovaOfVariantsTable},
     {"14", MerlTable},
     {"15", MeanAndSpreadTable},
     {"K.4", FusionGainTable},
     {"K.5", MerlTestTable}}};

bool Names(const std::string& word, const std::string& id) {
  const std::string name = AsciiLower(id);
  return word == name || (word == "1" && name.size() == 2 && name >= "1a" && name <= "1h");
}

}  // namespace

std::vector<std::string> PaperTableIds() {
  std::vector<std::string> ids;
  for (const auto& [id, make] : kTables) {
    ids.emplace_back(id);
    if (id != "1a") continue;
    for (const AblationPart& part : kAblationParts) ids.emplace_back(part.id);
  }
  return ids;
}

std::vector<std::string> ParseTableIds(std::string_view list) {
  const std::vector<std::string> all = PaperTableIds();
  if (Trim(list).empty()) return all;
  std::vector<bool> is_wanted(all.size());
  for (size_t start = 0; start <= list.size();) {
    const size_t end = std::min(list.find(',', start), list.size());
    const std::string word = AsciiLower(Trim(list.substr(start, end - start)));
    bool is_known = false;
    for (size_t i = 0; i < all.size(); ++i) {
      if (!Names(word, all[i])) continue;
      is_wanted[i] = is_known = true;
    }
    if (!is_known) {
      std::string known;
      for (const std::string& id : all) known += (known.empty() ? "" : ", ") + id;
      throw Error(ErrorCode::kUsage, "no table \"" + word + "\"", "--tables", known);
    }
    start = end + 1;
  }
  std::vector<std::string> wanted;
  for (size_t i = 0; i < all.size(); ++i) {
    if (is_wanted[i]) wanted.push_back(all[i]);
  }
  return wanted;
}

ComparisonTable MakePaperTable(const std::string& id, const PaperTableInput& input) {
  for (const AblationPart& part : kAblationParts) {
    if (part.id == id) return AblationPartTable(input, part);
  }
  const auto found =
      std::ranges::find_if(kTables, [&](const auto& entry) { return entry.first == id; });
  SUPREME_CHECK(found != kTables.end());
  return found->second(input);
}

}  // namespace supreme
