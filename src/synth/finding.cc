#include "synth/finding.h"

#include "synth/finding_catalogue.h"

namespace supreme {

std::span<const FindingInfo> FindingTable() { return kFindingCatalogue; }

const FindingInfo& Info(Finding finding) { return kFindingCatalogue[static_cast<size_t>(finding)]; }

std::optional<Finding> FindingByCode(std::string_view code) {
  for (const FindingInfo& info : kFindingCatalogue) {
    if (info.code == code) return info.finding;
  }
  return std::nullopt;
}

std::string_view GroupName(FindingGroup group) {
  switch (group) {
    case FindingGroup::kSummary:
      return "summary";
    case FindingGroup::kRhythm:
      return "rhythm";
    case FindingGroup::kExtraBeats:
      return "extra beats";
    case FindingGroup::kAvConduction:
      return "av conduction";
    case FindingGroup::kVentricularConduction:
      return "ventricular conduction";
    case FindingGroup::kChambers:
      return "chambers";
    case FindingGroup::kVoltageAndAxis:
      return "voltage and axis";
    case FindingGroup::kInfarction:
      return "infarction";
    case FindingGroup::kRepolarisation:
      return "repolarisation";
    case FindingGroup::kPlacement:
      return "placement";
  }
  return "";
}

std::vector<Finding> FindingSet::List() const {
  std::vector<Finding> list;
  for (size_t i = 0; i < kFindingCount; ++i) {
    if (bits_.test(i)) list.push_back(static_cast<Finding>(i));
  }
  return list;
}

}  // namespace supreme
