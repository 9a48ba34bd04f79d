// Classes of one's own as a table: what a class is called, how it is asked for, which codes make
// a record positive.
//
//   code,prompt,prompt_2,members,source
//   AF,atrial fibrillation,irregular rhythm without p waves,AFIB;AFLT,our clinic
// Needed: code and a column whose name starts with "prompt"; further ones hold further prompts and
// may be empty. Members are codes of the records, joined by ';'; none stands for the class's code.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "data/task.h"

namespace supreme {

struct ClassRow {
  std::string code;
  std::vector<std::string> prompts;  // one or more, trimmed
  std::vector<std::string> members;  // one or more
  std::string source;                // the file's name where the table does not say
};

// True for paths that end in .csv, in any case.
bool IsClassTable(const std::filesystem::path& path);

// kCorruptData with the line for missing columns, a class without code or prompt, a doubled code
// or member; kNotFound, kIo.
std::vector<ClassRow> ReadClassTable(const std::filesystem::path& path);

// The table as a task of the file's name, asked by the first prompt of each class. Records of a
// split file that carry none of the classes count as negative.
Task TaskFromTable(const std::filesystem::path& path);

}  // namespace supreme
