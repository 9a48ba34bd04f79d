// supreme prompts list, show and check.

#include <algorithm>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/prompt_choice.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/csv.h"
#include "core/error.h"
#include "eval/prompt_check.h"

namespace supreme {
namespace {

using TaskEntries = std::pair<std::string, std::vector<ClassPrompts>>;

size_t CountPrompts(const std::vector<ClassPrompts>& entries) {
  size_t count = 0;
  for (const ClassPrompts& entry : entries) count += entry.prompts.size();
  return count;
}

// The set's entries, task by task; those for any task have no name.
std::vector<TaskEntries> AllEntries(const PromptSet& set) {
  std::vector<TaskEntries> all(set.tasks.begin(), set.tasks.end());
  if (!set.classes.empty()) all.emplace_back("", set.classes);
  return all;
}

OrderedJson ListedSet(const PromptSet& set) {
  OrderedJson tasks = OrderedJson::object();
  size_t class_count = 0;
  size_t prompt_count = 0;
  for (const auto& [task, entries] : AllEntries(set)) {
    if (!task.empty()) tasks[task] = entries.size();
    class_count += entries.size();
    prompt_count += CountPrompts(entries);
  }
  return {{"name", set.name},          {"file", set.where},        {"description", set.description},
          {"tasks", std::move(tasks)}, {"n_classes", class_count}, {"n_prompts", prompt_count},
          {"generated", set.generated}};
}

std::string ListLine(const OrderedJson& set) {
  const auto number = [&](const char* key) { return std::to_string(set[key].get<size_t>()); };
  std::string name = set["name"].get<std::string>();
  name.resize(std::max<size_t>(name.size(), 12), ' ');
  return name + "  " + number("n_classes") + " classes, " + number("n_prompts") +
         " prompts: " + set["description"].get<std::string>() + "\n";
}

std::string CsvText(const std::vector<TaskEntries>& all) {
  size_t most = 1;
  for (const auto& [task, entries] : all) {
    for (const ClassPrompts& entry : entries) most = std::max(most, entry.prompts.size());
  }
  std::vector<std::string> columns = {"task", "code", "prompt"};
  for (size_t i = 2; i <= most; ++i) columns.push_back("prompt_" + std::to_string(i));
  columns.emplace_back("source");
  std::string csv = CsvLine(columns);
  for (const auto& [task, entries] : all) {
    for (const ClassPrompts& entry : entries) {
      std::vector<std::string> row = {task, entry.code};
      row.insert(row.end(), entry.prompts.begin(), entry.prompts.end());
      row.resize(most + 2);
      row.push_back(entry.source);
      csv += CsvLine(row);
    }
  }
  return csv;
}

std::string PlainText(const std::vector<TaskEntries>& all) {
  std::string text;
  for (const auto& [task, entries] : all) {
    text +=
        (task.empty() ? "any task" : task) + ", " + std::to_string(entries.size()) + " classes\n";
    for (const ClassPrompts& entry : entries) {
      std::string code = entry.code;
      code.resize(std::max<size_t>(code.size(), 10), ' ');
      for (const std::string& prompt : entry.prompts) {
        text += "  " + code + "  " + prompt + "\n";
        code.assign(code.size(), ' ');
      }
    }
  }
  return text;
}

}  // namespace

int RunPromptsList(const VerbArguments& arguments) {
  std::string format = "table";
  Arguments flags("prompts list",
                  "Lists the prompt sets that have a name: those that come with supreme, and\n"
                  "those in a folder prompts/ of the working folder.",
                  {"supreme prompts list", "supreme prompts list --format json"});
  flags.Choice("--format", format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  OrderedJson list = OrderedJson::array();
  std::string text;
  for (const auto& file : ShippedPromptSets()) {
    list.push_back(ListedSet(ReadPromptSet(file)));
    text += ListLine(list.back());
  }
  WriteResult({"", format}, {list, text});
  return 0;
}

int RunPromptsShow(const VerbArguments& arguments) {
  std::string name;
  std::string task;
  std::string format = "table";
  Arguments flags("prompts show", "Prints the prompts of a set, of all its tasks or of one.",
                  {"supreme prompts show simplified --task ptbxl-super",
                   "supreme prompts show codes --task csn --format csv",
                   "supreme prompts show my-prompts.csv --format json"});
  flags.Positional("set", name, "name of a set, or a file");
  flags.Option("--task", task, "task file, or name of a task: its classes alone, in its order");
  flags.Choice("--format", format, {"table", "json", "csv"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  PromptSet set = LoadPromptSet(name);
  if (!task.empty()) {
    const Task read = ReadTask(TaskFile(task));
    std::vector<ClassPrompts> entries = PromptsOf(set, read);
    set.tasks = {{read.name, std::move(entries)}};
    set.classes.clear();
  }
  const auto all = AllEntries(set);
  WriteResult({"", format}, {PromptSetJson(set), PlainText(all), CsvText(all)});
  return 0;
}

int RunPromptsCheck(const VerbArguments& arguments) {
  std::string name;
  std::string task;
  ResultFlags result;
  Arguments flags("prompts check",
                  "Says what is wrong with a prompt set for a task: classes without a prompt,\n"
                  "doubled prompts, classes that are asked alike, phrases that say the opposite\n"
                  "of their class. Exit code 1 when there is such a fault. Codes that the task\n"
                  "does not have, shared phrases and odd texts are listed too, without harm.",
                  {"supreme prompts check my-prompts.csv --task ptbxl-super",
                   "supreme prompts check CKEPE_prompt.json --task csn --format json"});
  flags.Positional("set", name, "file, or name of a set");
  flags.Option("--task", task, "task file, or name of a task", true);
  AddResultFlags(flags, result, {"table", "json"});
  if (!flags.Parse(arguments)) return 0;
  CheckResultFlags(result);
  const PromptCheck check = CheckPrompts(LoadPromptSet(name), ReadTask(TaskFile(task)));
  WriteResult(result, {PromptCheckJson(check), PromptCheckText(check)});
  return check.IsGood() ? 0 : ExitCode(ErrorCode::kCheckFailed);
}

}  // namespace supreme
