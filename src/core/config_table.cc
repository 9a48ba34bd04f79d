#include "core/config_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

[[noreturn]] void Refuse(const std::string& key, const std::string& what, const std::string& hint) {
  throw Error(ErrorCode::kUsage, what, key, hint);
}

std::string RangeText(FieldRange range) {
  return "[" + FormatDouble(range.low) + ", " + FormatDouble(range.high) + "]";
}

std::string ChoicesText(const FieldChoices& choices) {
  std::string text;
  for (const auto& choice : choices) text += (text.empty() ? "" : " | ") + choice;
  return text;
}

double CheckedNumber(const std::string& key, const Json& json, FieldRange range) {
  if (!json.is_number()) Refuse(key, "expected a number, got " + DumpJson(json), "");
  const auto value = json.get<double>();
  if (!(value >= range.low && value <= range.high)) {
    Refuse(key, FormatDouble(value) + " is out of range", "a value in " + RangeText(range));
  }
  return value;
}

// Text from the command line as the JSON value that the field's type asks for.
Json FromText(const Field& field, std::string_view text) {
  if (field.type == "text") return std::string(text);
  if (field.type == "bool") {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    Refuse(field.key, "expected true or false, got \"" + std::string(text) + "\"", "");
  }
  if (field.type == "int") {
    if (const auto value = ParseInt(text)) return *value;
  }
  if (const auto value = ParseDouble(text)) return *value;
  Refuse(field.key, "expected a number, got \"" + std::string(text) + "\"", "");
}

}  // namespace

void ConfigTable::Collector::operator()(const char* key, bool& value, const char* help) {
  const std::string full = prefix + key;
  table.fields_.push_back({full,
                           help,
                           "bool",
                           {},
                           {},
                           [&value] { return Json(value); },
                           [&value, full](const Json& json) {
                             if (!json.is_boolean()) Refuse(full, "expected true or false", "");
                             value = json.get<bool>();
                           }});
}

void ConfigTable::Collector::operator()(const char* key, int64_t& value, FieldRange range,
                                        const char* help) {
  const std::string full = prefix + key;
  table.fields_.push_back({full,
                           help,
                           "int",
                           range,
                           {},
                           [&value] { return Json(value); },
                           [&value, full, range](const Json& json) {
                             const double number = CheckedNumber(full, json, range);
                             if (number != std::floor(number) || std::abs(number) > 9e15) {
                               Refuse(full, "expected a whole number", "");
                             }
                             value = static_cast<int64_t>(number);
                           }});
}

void ConfigTable::Collector::operator()(const char* key, double& value, FieldRange range,
                                        const char* help) {
  const std::string full = prefix + key;
  table.fields_.push_back(
      {full,
       help,
       "number",
       range,
       {},
       [&value] { return Json(value); },
       [&value, full, range](const Json& json) { value = CheckedNumber(full, json, range); }});
}

void ConfigTable::Collector::operator()(const char* key, std::string& value, FieldChoices choices,
                                        const char* help) {
  const std::string full = prefix + key;
  table.fields_.push_back(
      {full,
       help,
       "text",
       {},
       choices,
       [&value] { return Json(value); },
       [&value, full, choices](const Json& json) {
         if (!json.is_string()) Refuse(full, "expected text, got " + DumpJson(json), "");
         const auto text = json.get<std::string>();
         if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
           Refuse(full, "\"" + text + "\" is not known", "one of " + ChoicesText(choices));
         }
         value = text;
       }});
}

const Field& ConfigTable::Find(std::string_view key, std::string_view where) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& field) { return field.key == key; });
  if (found != fields_.end()) return *found;
  std::vector<std::string> keys;
  for (const auto& field : fields_) keys.push_back(field.key);
  const std::string nearest = NearestWord(key, keys);
  throw Error(ErrorCode::kUsage, "unknown key \"" + std::string(key) + "\"", where,
              nearest.empty() ? "--print-config lists all keys" : "\"" + nearest + "\"");
}

OrderedJson ConfigTable::ToJson() const {
  OrderedJson root = OrderedJson::object();
  for (const auto& field : fields_) {
    OrderedJson* node = &root;
    std::string_view rest = field.key;
    for (size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      node = &(*node)[std::string(rest.substr(0, dot))];
      rest.remove_prefix(dot + 1);
    }
    (*node)[std::string(rest)] = field.get();
  }
  return root;
}

void ConfigTable::FromJson(const Json& object, std::string_view where) const {
  FromJsonAt(object, "", where);
}

void ConfigTable::FromJsonAt(const Json& object, const std::string& prefix,
                             std::string_view where) const {
  if (!object.is_object()) {
    throw Error(ErrorCode::kUsage, "expected a table of keys at \"" + prefix + "\"", where);
  }
  for (const auto& [key, value] : object.items()) {
    const std::string full = prefix + key;
    const bool is_section = std::any_of(fields_.begin(), fields_.end(), [&](const Field& field) {
      return field.key.starts_with(full + ".");
    });
    if (is_section && value.is_object()) {
      FromJsonAt(value, full + ".", where);
    } else {
      Find(full, where).set(value);
    }
  }
}

void ConfigTable::Apply(std::string_view assignment) const {
  const size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    throw Error(ErrorCode::kUsage, "\"" + std::string(assignment) + "\" has no '='", "--set",
                "--set key=value");
  }
  const Field& field = Find(Trim(assignment.substr(0, equals)), "--set");
  field.set(FromText(field, Trim(assignment.substr(equals + 1))));
}

std::string ConfigTable::Help() const {
  std::string help;
  for (const auto& field : fields_) {
    help += field.key + " = " + DumpJson(field.get()) + "  (" + field.type;
    if (!field.choices.empty()) help += ": " + ChoicesText(field.choices);
    if (std::isfinite(field.range.low) || std::isfinite(field.range.high)) {
      help += " in " + RangeText(field.range);
    }
    help += ")  " + field.help + "\n";
  }
  return help;
}

std::string NearestWord(std::string_view word, const std::vector<std::string>& candidates) {
  std::string nearest;
  size_t best = word.size() / 3 + 2;
  for (const auto& candidate : candidates) {
    std::vector<size_t> costs(candidate.size() + 1);
    std::iota(costs.begin(), costs.end(), size_t{0});
    for (size_t i = 1; i <= word.size(); ++i) {
      size_t diagonal = costs[0];
      costs[0] = i;
      for (size_t j = 1; j <= candidate.size(); ++j) {
        const size_t replace = diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1);
        diagonal = costs[j];
        costs[j] = std::min({replace, costs[j] + 1, costs[j - 1] + 1});
      }
    }
    if (costs.back() < best) {
      best = costs.back();
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace supreme
