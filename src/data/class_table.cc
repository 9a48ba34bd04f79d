#include "data/class_table.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr std::string_view kPromptColumn = "prompt";

Error TableError(const std::string& what, const CsvReader& table, const char* hint = "") {
  return Error(ErrorCode::kCorruptData, what, table.Where(), hint);
}

std::vector<size_t> PromptColumns(const CsvReader& table, const std::string& where) {
  std::vector<size_t> columns;
  for (size_t i = 0; i < table.columns().size(); ++i) {
    if (Trim(table.columns()[i]).starts_with(kPromptColumn)) columns.push_back(i);
  }
  if (columns.empty()) {
    throw Error(ErrorCode::kCorruptData, "column \"prompt\" is missing", where,
                "the first line code,prompt, or code,prompt,prompt_2,members");
  }
  return columns;
}

std::vector<std::string> Members(const CsvReader& table, std::string_view text,
                                 const std::string& code) {
  std::vector<std::string> members;
  std::set<std::string> seen;
  while (!Trim(text).empty()) {
    const size_t end = std::min(text.find(';'), text.size());
    const std::string member(Trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (member.empty()) continue;
    if (!seen.insert(member).second) {
      throw TableError("class \"" + code + "\" has the member \"" + member + "\" twice", table);
    }
    members.push_back(member);
  }
  if (members.empty()) members.push_back(code);
  return members;
}

}  // namespace

bool IsClassTable(const std::filesystem::path& path) {
  return AsciiLower(path.extension().string()) == ".csv";
}

std::vector<ClassRow> ReadClassTable(const std::filesystem::path& path) {
  CsvReader table = CsvReader::Open(path);
  const size_t code_column = table.Column("code");
  const std::vector<size_t> prompt_columns = PromptColumns(table, path.string());
  const auto members_column = table.FindColumn("members");
  const auto source_column = table.FindColumn("source");
  std::vector<ClassRow> rows;
  std::set<std::string> codes;
  while (table.Next()) {
    ClassRow row;
    row.code = Trim(table[code_column]);
    if (row.code.empty()) throw TableError("a class has an empty code", table);
    if (!codes.insert(row.code).second) {
      throw TableError("class \"" + row.code + "\" occurs twice", table,
                       "put further prompts into columns prompt_2, prompt_3, …");
    }
    for (const size_t column : prompt_columns) {
      if (const auto prompt = Trim(table[column]); !prompt.empty())
        row.prompts.emplace_back(prompt);
    }
    if (row.prompts.empty()) throw TableError("class \"" + row.code + "\" has no prompt", table);
    row.members = Members(table, members_column ? table[*members_column] : "", row.code);
    row.source = source_column ? std::string(Trim(table[*source_column])) : "";
    if (row.source.empty()) row.source = path.filename().string();
    rows.push_back(std::move(row));
  }
  if (rows.empty()) throw Error(ErrorCode::kCorruptData, "the table has no classes", path.string());
  return rows;
}

Task TaskFromTable(const std::filesystem::path& path) {
  Task task;
  task.name = path.stem().string();
  task.dataset = task.name;
  task.keep_unlabelled = true;
  for (ClassRow& row : ReadClassTable(path)) {
    task.classes.push_back({std::move(row.code), std::move(row.prompts.front()),
                            std::move(row.source), std::move(row.members)});
  }
  return task;
}

}  // namespace supreme
