#include "eval/prompt_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "core/numbers.h"
#include "vocab/conflicts.h"
#include "vocab/term_relations.h"

namespace supreme {
namespace {

constexpr size_t kMaxWords = 60;  // MERL's longest prompt has 41; a BERT encoder reads 512 tokens
constexpr std::array<std::string_view, 8> kChatter = {
    "based on the input", "i generated", "as an ai",  "here is",
    "here are",           "certainly",   "i'm sorry", "the following"};

// Groups of vocab/conflicts.csv of which one thing cannot be two; "finding", "origin" or "location"
// can, where a prompt lists what its class is made of.
constexpr std::array<std::string_view, 8> kExclusive = {
    "side", "degree", "mobitz", "direction", "rotation", "length", "polarity", "speed"};

// Words in lower case with single blanks between them.
std::string Key(std::string_view text) {
  std::string words;
  for (const char c : AsciiLower(text)) {
    const bool is_blank = c == ' ' || c == '-' || c == '.' || c == '"';
    if (!is_blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  constexpr std::string_view kParted = "counter clockwise";
  if (const size_t at = words.find(kParted); at != std::string::npos) {
    words.replace(at, kParted.size(), "counterclockwise");
  }
  return std::string(Trim(words.starts_with("the ") ? words.substr(4) : words));
}

std::set<std::string_view> Values(std::string_view joined) {
  std::set<std::string_view> values;
  while (!joined.empty()) {
    const size_t end = std::min(joined.find('+'), joined.size());
    values.insert(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return values;
}

// Why a phrase cannot stand for what the name says; empty when it can.
std::string Clash(const std::string& phrase, const std::string& name) {
  const ConflictTable& conflicts = ConflictTable::BuiltIn();
  const Traits said = conflicts.TraitsOf(Key(phrase));
  for (const auto& [group, first, second] :
       conflicts.Reasons(said, conflicts.TraitsOf(Key(name)))) {
    if (std::ranges::find(kExclusive, group) == kExclusive.end()) continue;
    const auto ours = Values(first);
    const auto theirs = Values(second);
    const bool share =
        std::ranges::any_of(ours, [&](auto value) { return theirs.contains(value); });
    if (!ours.empty() && !theirs.empty() && !share) {
      return group + " is \"" + first + "\", not \"" + second + "\"";
    }
  }
  for (const std::string& opposite : TermRelations::BuiltIn().Of(AsciiLower(name)).opposites) {
    if (Key(opposite) == Key(phrase)) return "opposite findings";
  }
  return "";
}

std::string Oddness(const std::string& prompt) {
  const std::string lower = AsciiLower(prompt);
  for (const std::string_view words : kChatter) {
    if (lower.find(words) != std::string::npos) return "reads like an answer, not like a finding";
  }
  if (prompt.find('*') != std::string::npos) return "holds marks of a list";
  const auto blanks = static_cast<size_t>(std::ranges::count(prompt, ' '));
  if (blanks + 1 > kMaxWords) return std::to_string(blanks + 1) + " words";
  return "";
}

void CheckClass(const ClassPrompts& entry, const std::string& name, PromptCheck& check) {
  std::set<std::string> seen;
  for (const std::string& prompt : entry.prompts) {
    ++check.prompt_count;
    if (!seen.insert(Key(prompt)).second) {
      check.duplicate.push_back({entry.code, prompt, "", "the class has it twice"});
    }
    if (std::string why = Oddness(prompt); !why.empty()) {
      check.odd.push_back({entry.code, prompt, "", std::move(why)});
    }
    for (const std::string& phrase : SplitPhrases(prompt)) {
      if (std::string why = Clash(phrase, name); !why.empty()) {
        check.contradictory.push_back({entry.code, phrase, name, std::move(why)});
      }
    }
  }
}

std::set<std::string> Keys(const std::vector<std::string>& prompts) {
  std::set<std::string> keys;
  for (const std::string& prompt : prompts) {
    for (const std::string& phrase : SplitPhrases(prompt)) keys.insert(Key(phrase));
  }
  return keys;
}

// Classes that share phrases: all of them, or some.
void CompareClasses(const std::vector<ClassPrompts>& classes, PromptCheck& check) {
  std::vector<std::set<std::string>> keys;
  for (const ClassPrompts& entry : classes) keys.push_back(Keys(entry.prompts));
  for (size_t a = 0; a < classes.size(); ++a) {
    for (size_t b = a + 1; b < classes.size(); ++b) {
      if (keys[a] == keys[b]) {
        check.same.push_back({classes[a].code, classes[a].prompts.front(), classes[b].code,
                              "both classes have the same prompts"});
        continue;
      }
      for (const std::string& phrase : keys[a]) {
        if (!keys[b].contains(phrase)) continue;
        check.shared.push_back({classes[a].code, phrase, classes[b].code, "stands for both"});
      }
    }
  }
}

OrderedJson RemarksJson(const std::vector<PromptRemark>& remarks) {
  OrderedJson list = OrderedJson::array();
  for (const PromptRemark& remark : remarks) {
    list.push_back({{"code", remark.code},
                    {"prompt", remark.prompt},
                    {"against", remark.against},
                    {"why", remark.why}});
  }
  return list;
}

std::string NameLine(const char* label, const std::vector<std::string>& names) {
  if (names.empty()) return "";
  std::string line = label;
  for (const std::string& name : names) line += " " + name;
  return line + "\n";
}

std::string RemarkLines(const char* label, const std::vector<PromptRemark>& remarks) {
  std::string lines;
  for (const PromptRemark& remark : remarks) {
    lines += std::string(label) + " " + remark.code + " \"" + remark.prompt + "\"";
    if (!remark.against.empty()) lines += " against " + remark.against;
    lines += ": " + remark.why + "\n";
  }
  return lines;
}

}  // namespace

bool PromptCheck::IsGood() const {
  return missing.empty() && duplicate.empty() && same.empty() && contradictory.empty();
}

PromptCheck CheckPrompts(const PromptSet& set, const Task& task) {
  PromptCheck check;
  check.set = set.name;
  check.task = task.name;
  check.class_count = task.classes.size();
  const std::vector<ClassPrompts>& entries = EntriesFor(set, task.name);
  std::vector<ClassPrompts> found;
  std::set<std::string> used;
  for (const TaskClass& task_class : task.classes) {
    const ClassPrompts* entry = FindEntry(entries, task_class.code, set.where);
    if (entry == nullptr) {
      check.missing.push_back(task_class.code);
      continue;
    }
    used.insert(entry->code);
    found.push_back({task_class.code, entry->prompts, entry->source});
    CheckClass(found.back(), task_class.prompt, check);
  }
  for (const ClassPrompts& entry : entries) {
    if (!used.contains(entry.code)) check.extra.push_back(entry.code);
  }
  CompareClasses(found, check);
  return check;
}

OrderedJson PromptCheckJson(const PromptCheck& check) {
  return {{"kind", "prompt-check"},
          {"set", check.set},
          {"task", check.task},
          {"n_classes", check.class_count},
          {"n_prompts", check.prompt_count},
          {"good", check.IsGood()},
          {"missing", check.missing},
          {"duplicate", RemarksJson(check.duplicate)},
          {"same", RemarksJson(check.same)},
          {"contradictory", RemarksJson(check.contradictory)},
          {"extra", check.extra},
          {"shared", RemarksJson(check.shared)},
          {"odd", RemarksJson(check.odd)}};
}

std::string PromptCheckText(const PromptCheck& check) {
  std::string text = check.set + " for " + check.task + ": " +
                     std::to_string(check.class_count - check.missing.size()) + " of " +
                     std::to_string(check.class_count) + " classes, " +
                     std::to_string(check.prompt_count) + " prompts, " +
                     (check.IsGood() ? "good" : "has faults") + "\n";
  text += NameLine("missing", check.missing) + RemarkLines("duplicate", check.duplicate) +
          RemarkLines("same", check.same) + RemarkLines("contradictory", check.contradictory);
  return text + NameLine("not in the task", check.extra) + RemarkLines("shared", check.shared) +
         RemarkLines("odd", check.odd);
}

}  // namespace supreme
