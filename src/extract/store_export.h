// An entity store as one CSV or JSON file, a row for each statement.
#pragma once

#include <filesystem>

#include "extract/entity_store.h"

namespace supreme {

struct ExportOptions {
  std::filesystem::path path;  // *.csv or *.json
  bool redact = false;         // without the texts of statements and failures
};

// CSV: hash, text, n_records, extractor, model, status, failure, detail, tries, prompt_tokens,
// completion_tokens, normal, abnormal, uncertain (entities joined by ';'). JSON: the same as
// objects, the extraction in the form of schemas/extraction.json. kUsage: another ending.
void ExportStore(EntityStore& store, const ExportOptions& options);

}  // namespace supreme
