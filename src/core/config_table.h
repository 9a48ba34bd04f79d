// One table of fields per config struct: from it come JSON, defaults, --set, help and range checks.
//
// A config struct lists its fields once:
//   struct TrainConfig {
//     double learning_rate = 1e-3;
//     template <class Self, class Visitor>
//     static void VisitFields(Self& self, Visitor& visit) {
//       visit("learning_rate", self.learning_rate, {1e-9, 1.0}, "peak step size, paper §3.1");
//     }
//   };
// Field types: bool, int64_t, double, std::string, and structs that have VisitFields themselves
// (passed as visit.Section("name", self.member)).
//
// Goals: one line is the whole truth of a field; unknown keys are errors with a suggestion.
// Non-goals: arrays, optional values, reflection beyond these types.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace supreme {

struct FieldRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

// The allowed words of a text field; empty = any text.
using FieldChoices = std::vector<std::string>;

// One field, independent of its struct. `get` and `set` work on the bound struct, which must
// outlive the table. `set` checks type, range and choices: kUsage naming the field.
struct Field {
  std::string key;   // dotted, e.g. "model.width"
  std::string help;  // effect, unit and source
  std::string type;  // "bool", "int", "number", "text"
  FieldRange range;
  FieldChoices choices;
  std::function<Json()> get;
  std::function<void(const Json&)> set;
};

class ConfigTable {
 public:
  // Collects the fields of `config`; keys get `prefix`.
  template <class Config>
  static ConfigTable Of(Config& config) {
    ConfigTable table;
    Collector collector{table, ""};
    Config::VisitFields(config, collector);
    return table;
  }

  const std::vector<Field>& fields() const { return fields_; }
  // kUsage with the nearest known key when there is no such field.
  const Field& Find(std::string_view key, std::string_view where) const;

  // Nested JSON of all fields.
  OrderedJson ToJson() const;
  // Sets the fields present in `object`. Unknown key: kUsage with `where` and a suggestion.
  void FromJson(const Json& object, std::string_view where) const;
  // "key=value", the value read by the field's type.
  void Apply(std::string_view assignment) const;
  // One line per field: key, type, default, range, help.
  std::string Help() const;

 private:
  struct Collector {
    ConfigTable& table;
    std::string prefix;
    void operator()(const char* key, bool& value, const char* help);
    void operator()(const char* key, int64_t& value, FieldRange range, const char* help);
    void operator()(const char* key, double& value, FieldRange range, const char* help);
    void operator()(const char* key, std::string& value, FieldChoices choices, const char* help);
    template <class Config>
    void Section(const char* name, Config& value) {
      Collector inner{table, prefix + name + "."};
      Config::VisitFields(value, inner);
    }
  };

  void FromJsonAt(const Json& object, const std::string& prefix, std::string_view where) const;

  std::vector<Field> fields_;
};

// The candidate with the smallest edit distance, or "" when none is near (more than a third of the
// letters and one more differ).
std::string NearestWord(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace supreme
