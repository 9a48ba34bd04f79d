// A table that was read and written again reads the same.
#include "core/csv.h"

#include <string>
#include <vector>

#include "fuzz_input.h"

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows ReadAll(std::string content) {
  supreme::CsvReader reader(std::move(content), "input");
  Rows rows = {reader.columns()};
  while (reader.Next()) rows.push_back(reader.row());
  return rows;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    const Rows rows = ReadAll(std::string(text));
    std::string written;
    for (const auto& row : rows) written += supreme::CsvLine(row);
    supreme::FuzzExpect(ReadAll(written) == rows);
  });
}
