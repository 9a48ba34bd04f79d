// supreme prompts generate: a language model writes the prompts of tasks.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>

#include "cli/arguments.h"
#include "cli/eval_inputs.h"
#include "cli/llm_flags.h"
#include "cli/prompt_choice.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/version.h"
#include "extract/class_prompts.h"
#include "extract/entity_store.h"
#include "extract/prompts.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr char kNames[] = "codes";  // the set with the names that the model is told
constexpr size_t kMaxNamed = 8;

struct GenerateCall {
  std::vector<std::string> tasks;
  std::string style = "short";
  std::string name;
  std::string store;
  std::string out;
  int64_t count = 1;
  LlmFlags llm;
};

bool ParseCall(const VerbArguments& arguments, GenerateCall& call) {
  call.llm.sends_reports = false;
  Arguments flags(
      "prompts generate",
      "Has a language model write the prompts of tasks, class by class, from the\n"
      "publisher's name of each class, and writes them as a prompt set that says\n"
      "which model, instructions and day it comes from. Answers are kept beside it:\n"
      "the same command goes on where it stopped, and asks failed classes again.",
      {"supreme prompts generate --task ptbxl-super --endpoint "
       "http://127.0.0.1:8000/v1 --model llama-3.1-70b --out generated.json",
       "supreme prompts generate --task ptbxl-sub --task csn --style sentence --count 3 "
       "--endpoint https://api.example.org/v1 --api-key-env KEY --model big --out "
       "big.json"});
  flags.Option("--task", call.tasks, "task file, or name of a task; repeatable");
  flags.Choice("--style", call.style, {"short", "sentence"},
               "a finding's name, or a sentence about what the ECG shows");
  flags.Option("--count", call.count, "prompts per class");
  flags.Option("--out", call.out, "the prompt set (JSON)", true);
  flags.Option("--name", call.name, "name of the set; default: the file's");
  flags.Option("--store", call.store, "file that keeps the answers; default: --out with .sqlite");
  DeclareLlmFlags(flags, call.llm);
  if (!flags.Parse(arguments)) return false;
  if (call.tasks.empty()) {
    throw Error(ErrorCode::kUsage, "--task is needed", "supreme prompts generate",
                "--task ptbxl-super");
  }
  CheckRange("--count", call.count, 1, static_cast<int64_t>(kMaxClassPrompts));
  if (call.name.empty()) call.name = fs::path(call.out).stem().string();
  if (call.store.empty()) call.store = fs::path(call.out).replace_extension(".sqlite").string();
  return true;
}

// What is asked for one class, as it stands in the store.
struct Asked {
  std::string task;
  std::string code;
  std::string text;
};

std::vector<Asked> ClassesToAsk(const GenerateCall& call) {
  const PromptSet names = LoadPromptSet(kNames);
  std::vector<Asked> asked;
  for (const std::string& name : call.tasks) {
    const Task task = ReadTask(TaskFile(name));
    const auto own = names.tasks.contains(task.name) ? PromptsOf(names, task) : OwnPrompts(task);
    for (const ClassPrompts& entry : own) {
      const ClassPromptRequest request{entry.prompts.front(), entry.code, task.dataset, call.style,
                                       static_cast<size_t>(call.count)};
      asked.push_back({task.name, entry.code, ClassPromptText(request)});
    }
  }
  return asked;
}

void AddToStore(const std::vector<Asked>& asked, const GenerateCall& call, EntityStore& store) {
  std::vector<RecordStatements> records;
  for (const Asked& entry : asked) {
    const std::string id =
        entry.task + "/" + entry.code + "/" + call.style + "/" + std::to_string(call.count);
    records.push_back({id, {entry.text}});
  }
  store.AddRecords(records);
}

std::string Now() {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::chrono::sys_days days = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day day(days);
  const std::chrono::hh_mm_ss time(seconds - days);
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

struct Answers {
  std::map<std::string, std::vector<std::string>> prompts;  // by text
  std::map<std::string, std::string> failures;              // by text
  std::string model;                                        // as the endpoint called itself
};

Answers ReadAnswers(EntityStore& store) {
  Answers answers;
  store.VisitResults(
      [&](const StoredStatement& statement, uint64_t, const StatementResult& result) {
        if (!result.model.empty()) answers.model = result.model;
        if (!result.extraction) {
          answers.failures[statement.text] = result.failure;
          return;
        }
        for (const Entity& entity : result.extraction->entities) {
          answers.prompts[statement.text].push_back(entity.text);
        }
      });
  return answers;
}

void CheckComplete(const std::vector<Asked>& asked, const Answers& answers,
                   const std::string& store) {
  std::string named;
  size_t count = 0;
  for (const Asked& entry : asked) {
    if (answers.prompts.contains(entry.text)) continue;
    const auto failure = answers.failures.find(entry.text);
    if (++count > kMaxNamed) continue;
    named += (named.empty() ? "" : ", ") + entry.task + "/" + entry.code;
    if (failure != answers.failures.end()) named += " (" + failure->second + ")";
  }
  if (count == 0) return;
  if (count > kMaxNamed) named += ", …";
  throw Error(ErrorCode::kCheckFailed,
              "no prompts for " + std::to_string(count) + " of " + std::to_string(asked.size()) +
                  " classes, so no set was written: " + named,
              store, "the same command asks these again; supreme extract status shows why");
}

PromptSet MakeSet(const GenerateCall& call, const std::vector<Asked>& asked,
                  const Answers& answers) {
  PromptSet set{call.name};
  set.description = std::to_string(call.count) + " prompt(s) per class in the style \"" +
                    call.style + "\", written by " + answers.model;
  set.source = answers.model;
  set.generated = {{"model", call.llm.model},
                   {"answered_by", answers.model},
                   {"prompt_hash", PromptHash(PromptTask::kClassPrompts)},
                   {"style", call.style},
                   {"count", call.count},
                   {"temperature", 0},
                   {"date", Now()},
                   {"software", std::string(Version()) + " (" + std::string(GitCommit()) + ")"}};
  for (const Asked& entry : asked) {
    set.tasks[entry.task].push_back({entry.code, answers.prompts.at(entry.text), set.source});
  }
  return set;
}

}  // namespace

int RunWritePrompts(const VerbArguments& arguments) {
  GenerateCall call;
  if (!ParseCall(arguments, call)) return 0;
  LlmOptions options = ToLlmOptions(call.llm);
  options.task = PromptTask::kClassPrompts;
  const std::vector<Asked> asked = ClassesToAsk(call);
  for (const std::string& path : {call.out, call.store}) {
    if (fs::path(path).has_parent_path()) MakeFolder(fs::path(path).parent_path());
  }
  EntityStore store(call.store, {"", kLlmExtractor, kClassUnit, call.llm.model,
                                 PromptHash(PromptTask::kClassPrompts)});
  AddToStore(asked, call, store);
  store.RetryFailed("", "");
  RunWithProgress(
      [&](const auto& progress) { return FillStoreByLlm(store, options, nullptr, progress); },
      "generate", "classes");
  const Answers answers = ReadAnswers(store);
  CheckComplete(asked, answers, call.store);
  const PromptSet set = MakeSet(call, asked, answers);
  WriteJsonFile(call.out, PromptSetJson(set));
  std::printf("%zu classes of %zu tasks in %s\n", asked.size(), set.tasks.size(), call.out.c_str());
  return 0;
}

}  // namespace supreme
