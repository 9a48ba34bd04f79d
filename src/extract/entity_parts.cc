#include "extract/entity_parts.h"

namespace supreme {
namespace {

// "inferiorly" → "inferior".
std::string AdverbsLocation(std::string_view adverb) {
  return std::string(adverb.ends_with("ly") ? adverb.substr(0, adverb.size() - 2) : adverb);
}

}  // namespace

EntityParts PartsOf(std::string_view entity, const Lexicon& lexicon) {
  EntityParts parts;
  for (const LexiconItem& item : lexicon.Scan(entity)) {
    const std::string surface(entity.substr(item.begin, item.end - item.begin));
    const std::string name(lexicon.CanonicalName(item.canonical));
    switch (item.kind) {
      case WordKind::kNormal:
      case WordKind::kAbnormal:
      case WordKind::kCause:
      case WordKind::kCued:
      case WordKind::kUncertainAlone:
        parts.findings.insert(name);
        break;
      case WordKind::kLocation:
        parts.locations.insert(name);
        break;
      case WordKind::kAdverb:
        parts.locations.insert(AdverbsLocation(surface));
        break;
      case WordKind::kLead:
        parts.locations.insert(surface.size() == 1 && surface != "i" ? "v" + surface : surface);
        break;
      case WordKind::kUnknown:
      case WordKind::kOther:
        if (IsPlainWord(surface)) parts.findings.insert(surface);
        break;
      default:
        break;
    }
  }
  return parts;
}

}  // namespace supreme
