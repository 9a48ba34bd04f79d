#include "cli/verb.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>

#include "core/config_table.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/version.h"

namespace supreme {
namespace {

void PrintHelp(std::string_view program, std::span<const Verb> verbs) {
  std::string text =
      "supreme answers clinical questions put as text about 12-lead ECGs.\n"
      "Research use, not for diagnosis.\n\nUsage: " +
      std::string(program) + " VERB [flags]      (VERB --help shows flags and examples)\n";
  std::string_view group;
  for (const auto& verb : verbs) {
    if (verb.group != group) text += "\n" + std::string(verb.group) + "\n";
    group = verb.group;
    std::string name(verb.name);
    name.resize(21, ' ');
    text += "  " + name + std::string(verb.summary) + "\n";
  }
  std::fputs(text.c_str(), stdout);
}

// Number of leading arguments that name the verb; 0 when they do not.
size_t MatchVerb(const Verb& verb, const std::vector<std::string>& arguments) {
  size_t count = 0;
  std::string_view rest = verb.name;
  while (!rest.empty()) {
    const size_t space = rest.find(' ');
    const std::string_view word = rest.substr(0, space);
    if (count >= arguments.size() || arguments[count] != word) return 0;
    ++count;
    rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
  }
  return count;
}

[[noreturn]] void ThrowUnknownVerb(std::string_view program, std::span<const Verb> verbs,
                                   const std::vector<std::string>& arguments) {
  std::string typed = arguments[0];
  std::vector<std::string> names;
  std::string same_noun;
  for (const auto& verb : verbs) {
    names.emplace_back(verb.name);
    if (verb.name.starts_with(arguments[0] + " ")) {
      same_noun += (same_noun.empty() ? "" : ", ") + std::string(verb.name);
    }
  }
  if (!same_noun.empty()) {
    throw Error(ErrorCode::kUsage, "\"" + typed + "\" needs a second word", program, same_noun);
  }
  const std::string nearest = NearestWord(typed, names);
  throw Error(ErrorCode::kUsage, "unknown verb \"" + typed + "\"", program,
              std::string(program) + " " + (nearest.empty() ? "--help" : nearest));
}

int Dispatch(std::string_view program, std::span<const Verb> verbs,
             const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" ||
      arguments[0] == "help") {
    PrintHelp(program, verbs);
    return arguments.empty() ? 2 : 0;
  }
  if (arguments[0] == "--version" || arguments[0] == "version") {
    std::printf("supreme %s (%s)\n", std::string(Version()).c_str(),
                std::string(GitCommit()).c_str());
    return 0;
  }
  // "extract quality" goes before "extract", in whatever order they stand.
  const Verb* best = nullptr;
  size_t best_words = 0;
  for (const auto& verb : verbs) {
    const size_t words = MatchVerb(verb, arguments);
    if (words > best_words) {
      best = &verb;
      best_words = words;
    }
  }
  if (best == nullptr) ThrowUnknownVerb(program, verbs, arguments);
  return best->run({arguments.begin() + static_cast<std::ptrdiff_t>(best_words), arguments.end()});
}

}  // namespace

void PrintError(std::string_view program, std::string message) {
  // One line, whatever a library put into its message.
  for (char& c : message) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  std::fprintf(stderr, "%s: %s\n", std::string(program).c_str(), message.c_str());
}

int RunProgram(std::string_view program, std::span<const Verb> verbs,
               const std::vector<std::string>& arguments) {
  InstallInterruptHandler();
  try {
    const int code = Dispatch(program, verbs, arguments);
    if (std::fflush(stdout) != 0) throw Error(ErrorCode::kIo, "cannot write", "standard output");
    return code;
  } catch (const Error& error) {
    PrintError(program, error.what());
    return ExitCode(error.code());
  } catch (const std::filesystem::filesystem_error& refused) {
    const Error error =
        SystemError(refused.code().value(), "cannot be read or changed", refused.path1().string());
    PrintError(program, error.what());
    return ExitCode(error.code());
  } catch (const std::bad_alloc&) {
    PrintError(program, "out of memory; try: a smaller batch size or fewer workers");
    return ExitCode(ErrorCode::kIo);
  } catch (const std::exception& error) {
    PrintError(program,
               std::string("internal error: ") + error.what() + "; please report this as a bug");
    return ExitCode(ErrorCode::kInternal);
  }
}

}  // namespace supreme
