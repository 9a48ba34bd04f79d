#include "cli/doctor_check.h"

#include <algorithm>
#include <utility>

namespace supreme {
namespace {

struct LevelStyle {
  const char* name;    // in JSON
  const char* mark;    // at the start of a line
  const char* colour;  // ANSI
};

LevelStyle StyleOf(CheckLevel level) {
  switch (level) {
    case CheckLevel::kGood:
      return {"good", "ok    ", "\x1b[32m"};
    case CheckLevel::kWarning:
      return {"warning", "warn  ", "\x1b[33m"};
    case CheckLevel::kBroken:
      return {"broken", "BROKEN", "\x1b[31m"};
    case CheckLevel::kAbsent:
      return {"absent", "-     ", "\x1b[2m"};
  }
  return {"broken", "BROKEN", "\x1b[31m"};
}

// Values come from files and the environment.
std::string OneLine(std::string text) {
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = ' ';
  }
  return text;
}

}  // namespace

bool AllWork(const std::vector<Check>& checks) {
  return std::none_of(checks.begin(), checks.end(),
                      [](const Check& check) { return check.level == CheckLevel::kBroken; });
}

std::string ChecksText(const std::vector<Check>& checks, bool colours) {
  size_t width = 0;
  for (const Check& check : checks) width = std::max(width, check.name.size());
  std::string text;
  for (const Check& check : checks) {
    const LevelStyle style = StyleOf(check.level);
    const std::string space(width - check.name.size() + 2, ' ');
    text += (colours ? style.colour : "") + std::string(style.mark) + (colours ? "\x1b[0m" : "") +
            "  " + check.name + space + OneLine(check.value);
    if (!check.hint.empty()) text += "; try: " + OneLine(check.hint);
    text += "\n";
  }
  return text;
}

OrderedJson ChecksJson(const std::vector<Check>& checks) {
  OrderedJson list = OrderedJson::array();
  for (const Check& check : checks) {
    list.push_back({{"name", check.name},
                    {"level", StyleOf(check.level).name},
                    {"value", check.value},
                    {"hint", check.hint}});
  }
  return {{"ok", AllWork(checks)}, {"checks", std::move(list)}};
}

}  // namespace supreme
