#include "cli/verb.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
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

constexpr int kReaderGoneCode = 128 + SIGPIPE;  // as of a program that the signal ends

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
  const bool has_second = arguments.size() > 1 && !arguments[1].starts_with("-");
  if (!same_noun.empty() && !has_second) {
    throw Error(ErrorCode::kUsage, "\"" + typed + "\" needs a second word", "", same_noun);
  }
  if (!same_noun.empty()) typed += " " + arguments[1];
  const std::string nearest = NearestWord(typed, names);
  throw Error(ErrorCode::kUsage, "unknown verb \"" + typed + "\"", "",
              nearest.empty() && !same_noun.empty()
                  ? same_noun
                  : std::string(program) + " " + (nearest.empty() ? "--help" : nearest));
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

// Nobody reads what we write any more, as after `| head -1`.
bool IsReaderGone() {
  pollfd output = {STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

// What has not reached stdout yet. kIo when that, or any write before, failed.
void FlushOutput() {
  errno = 0;
  const bool is_flushed = std::fflush(stdout) == 0;
  if (is_flushed && std::ferror(stdout) == 0) return;
  // A write that failed before has left its mark, but not its reason.
  if (errno != 0) throw SystemError(errno, "cannot write", kOutputName);
  throw Error(ErrorCode::kIo, "cannot write all of it", kOutputName, "a place with more space");
}

// Keeps 0, 1 and 2 from files of ours where the caller closed them: a print would end up in those.
void HoldStandardFiles() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    // open() takes the lowest free number. What is meant for a closed stdout must still fail.
    const int mode = descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR;
    if (::open("/dev/null", mode) < 0) return;
  }
}

int ReportError(std::string_view program, const Error& error) {
  if (error.where() == kOutputName && IsReaderGone()) return kReaderGoneCode;
  PrintError(program, error.what());
  return ExitCode(error.code());
}

}  // namespace

void WriteOutput(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return;
  throw SystemError(errno, "cannot write", kOutputName);
}

void PrintError(std::string_view program, std::string message) {
  // "supreme: predict: …", not "supreme: supreme predict: …".
  if (message.starts_with("supreme ")) message.erase(0, std::string_view("supreme ").size());
  // One line, whatever a library put into its message.
  for (char& c : message) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  std::fprintf(stderr, "%s: %s\n", std::string(program).c_str(), message.c_str());
}

int RunProgram(std::string_view program, std::span<const Verb> verbs,
               const std::vector<std::string>& arguments) {
  HoldStandardFiles();
  InstallInterruptHandler();
  try {
    const int code = Dispatch(program, verbs, arguments);
    FlushOutput();
    return code;
  } catch (const Error& error) {
    return ReportError(program, error);
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
