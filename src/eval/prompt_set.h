// Sets of prompts: what the classes of tasks are asked by, one or several texts each.
//
// prompts/NAME.json:
//   {"kind": "prompt-set", "name": "simplified", "description": "…", "source": "…",
//    "tasks": {"ptbxl-super": {"MI": "myocardial infarction",
//                              "NORM": {"prompts": ["normal", "normal ecg"], "source": "…"}}},
//    "classes": {"MI": …}, "generated": {…}}
// "classes" holds for tasks that "tasks" does not name; "generated" says which model wrote the set,
// and when. Two simpler forms are read too: a JSON object of class code and prompt (or list of
// prompts), as MERL's CKEPE_prompt.json is, and a table of classes (data/class_table.h).
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "data/task.h"

namespace supreme {

inline constexpr char kPromptSetKind[] = "prompt-set";

struct ClassPrompts {
  std::string code;
  std::vector<std::string> prompts;  // one or more
  std::string source;
};

struct PromptSet {
  std::string name;  // the file's, unless it names itself
  std::string description = {};
  std::string source = {};  // of the classes that do not name theirs
  std::map<std::string, std::vector<ClassPrompts>> tasks = {};  // by the task's name
  std::vector<ClassPrompts> classes = {};                       // of any other task
  OrderedJson generated = nullptr;
  std::string where = {};  // the file, for errors
};

// kCorruptData naming the class for an empty or unreadable prompt; kNotFound, kIo.
PromptSet ReadPromptSet(const std::filesystem::path& path);

OrderedJson PromptSetJson(const PromptSet& set);

// What the set has for a task; kNotFound naming the tasks that it has prompts for.
const std::vector<ClassPrompts>& EntriesFor(const PromptSet& set, const std::string& task);

// The entry of a class; nullptr when there is none. Codes are taken as they stand, else without
// case, blanks around them and underscores at the end ("NST_" is "NST"). kInvalidInput with `where`
// for a code that several keys fit so.
const ClassPrompts* FindEntry(const std::vector<ClassPrompts>& entries, const std::string& code,
                              const std::string& where);

// One entry per class, in the order of the task. kInvalidInput in one line that names the classes
// without a prompt; the errors of FindEntry.
std::vector<ClassPrompts> PromptsOf(const PromptSet& set, const Task& task);

// The prompts of the task file itself.
std::vector<ClassPrompts> OwnPrompts(const Task& task);

// The parts of a comma list, without full stops at their end; commas in brackets part nothing, and
// what differs in case alone stands once.
std::vector<std::string> SplitPhrases(std::string_view prompt);
// Each phrase as a prompt of its own.
void SplitPrompts(std::vector<ClassPrompts>& classes);

// SHA-256 of codes and prompts, in their order: results with another value asked something else.
std::string PromptsSha256(std::span<const ClassPrompts> classes);

}  // namespace supreme
