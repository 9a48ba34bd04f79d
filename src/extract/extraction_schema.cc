#include "extract/extraction_schema.h"

#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "core/error.h"

namespace supreme {

std::string_view ExtractionSchemaJson();  // schemas/extraction.json, embedded at build time

namespace {

struct ParsedSchema {
  ParsedSchema() {
    const Json document = ParseJson(ExtractionSchemaJson(), "schemas/extraction.json");
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), schema);
  }
  valijson::Schema schema;
};

}  // namespace

void CheckExtractionSchema(const Json& json, std::string_view where) {
  static const ParsedSchema parsed;
  // Strong types: the number 7 is not the text "7".
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(parsed.schema, valijson::adapters::NlohmannJsonAdapter(json), &results))
    return;
  valijson::ValidationResults::Error first;
  std::string place = "?";
  std::string what = "does not match the schema";
  if (results.popError(first)) {
    place.clear();
    for (const std::string& step : first.context) place += step;
    what = first.description;
  }
  throw Error(ErrorCode::kCorruptData, "extraction at \"" + place + "\": " + what, where,
              "the form is schemas/extraction.json");
}

}  // namespace supreme
