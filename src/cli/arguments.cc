#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/help_text.h"
#include "core/config_table.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

// "--batch-size" → "SUPREME_BATCH_SIZE"; of several names the first.
std::string EnvironmentName(const std::string& flag) {
  std::string name = "SUPREME_";
  const std::string word = flag.substr(flag.find("--") + 2);
  for (const char c : word.substr(0, word.find(','))) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

// What a verb makes may be asked for as --out or --output, whichever name it declares.
std::string WithOtherName(const std::string& flag) {
  if (flag == "--out") return "--out,--output";
  if (flag == "--output") return "--output,--out";
  return flag;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

class Arguments::Impl {
 public:
  Impl(std::string verb, std::string summary, std::vector<std::string> examples)
      : verb_(std::move(verb)), app_("", "supreme " + verb_) {
    page_ = {"supreme " + verb_, std::move(summary), {}, std::move(examples)};
    app_.set_help_flag("-h,--help");
  }

  template <class T>
  CLI::Option* Add(const std::string& flag, T& target, const std::string& value) {
    const std::string names = WithOtherName(flag);
    auto* option = app_.add_option(names, target)->capture_default_str();
    Describe(names, option).value = value;
    return option;
  }

  HelpEntry& Describe(const std::string& names, CLI::Option* option) {
    HelpEntry entry;
    entry.is_positional = names.find("--") == std::string::npos;
    if (!entry.is_positional) option->envname(EnvironmentName(names));
    for (const char c : names) entry.names += c == ',' ? std::string(", ") : std::string(1, c);
    entry.default_value = option->get_default_str();
    page_.entries.push_back(std::move(entry));
    return page_.entries.back();
  }

  // A flag we have that is near the unknown one in the message, else where help is.
  std::string Suggest(const std::string& message) const {
    const size_t at = message.find("--");
    const std::string help = page_.command + " --help";
    if (at == std::string::npos) return help;
    const std::string word = message.substr(at, message.find_first_of(" =:\n", at) - at);
    std::vector<std::string> flags;
    for (const auto* option : app_.get_options()) {
      for (const auto& name : option->get_lnames()) flags.push_back("--" + name);
    }
    const bool known = std::find(flags.begin(), flags.end(), word) != flags.end();
    const std::string nearest = known ? "" : NearestWord(word, flags);
    return nearest.empty() ? help : nearest;
  }

  std::string verb_;
  CLI::App app_;
  HelpPage page_;
};

Arguments::Arguments(std::string verb, std::string summary, std::vector<std::string> examples)
    : impl_(std::make_unique<Impl>(std::move(verb), std::move(summary), std::move(examples))) {}

Arguments::~Arguments() = default;

void Arguments::Positional(const std::string& name, std::string& target, const std::string& help,
                           bool required) {
  std::string shown;
  for (const char c : name) shown += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  impl_->Add(shown, target, "")->required(required);
  impl_->page_.entries.back().text = help;
  impl_->page_.entries.back().is_required = required;
}

void Arguments::Positional(const std::string& name, std::vector<std::string>& target,
                           const std::string& help, bool required) {
  std::string shown;
  for (const char c : name) shown += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  impl_->Add(shown, target, "")->default_str("")->required(required);
  auto& entry = impl_->page_.entries.back();
  entry.text = help;
  entry.is_required = required;
  entry.is_repeated = true;
  entry.default_value.clear();
}

void Arguments::Option(const std::string& flag, std::string& target, const std::string& help,
                       bool required) {
  impl_->Add(flag, target, "TEXT")->required(required);
  impl_->page_.entries.back().text = help;
  impl_->page_.entries.back().is_required = required;
}

void Arguments::Option(const std::string& flag, int64_t& target, const std::string& help) {
  // Our own parser: the library's takes 010 for 8, and decimal commas where the locale has them.
  const auto to_plain = [](std::string& text) {
    const auto value = ParseInt(text);
    if (!value) return "\"" + text + "\" is not a whole number";
    text = std::to_string(*value);
    return std::string();
  };
  impl_->Add(flag, target, "N")->transform(CLI::Validator(to_plain, ""));
  impl_->page_.entries.back().text = help;
}

void Arguments::Option(const std::string& flag, double& target, const std::string& help) {
  const auto to_plain = [](std::string& text) {
    const auto value = ParseDouble(text);
    if (!value) return "\"" + text + "\" is not a number (decimal point, no comma)";
    text = FormatDouble(*value);
    return std::string();
  };
  impl_->Add(flag, target, "X")->transform(CLI::Validator(to_plain, ""));
  impl_->page_.entries.back().text = help;
}

void Arguments::Option(const std::string& flag, std::vector<std::string>& target,
                       const std::string& help) {
  // One value a flag: otherwise a list would swallow the positional arguments that follow.
  impl_->Add(flag, target, "TEXT")
      ->default_str("")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  impl_->page_.entries.back().text = help;
  impl_->page_.entries.back().default_value.clear();
}

void Arguments::Flag(const std::string& flag, bool& target, const std::string& help) {
  auto& entry = impl_->Describe(flag, impl_->app_.add_flag(flag, target));
  entry.text = help;
  entry.default_value.clear();
}

void Arguments::Choice(const std::string& flag, std::string& target,
                       const std::vector<std::string>& words, const std::string& help) {
  const auto is_known = [words](std::string& text) {
    const bool known = std::find(words.begin(), words.end(), text) != words.end();
    return known ? std::string() : "\"" + text + "\" is not one of " + Joined(words);
  };
  impl_->Add(flag, target, "WORD")->check(CLI::Validator(is_known, ""));
  impl_->page_.entries.back().text = help;
  impl_->page_.entries.back().choices = words;
}

bool Arguments::Parse(const std::vector<std::string>& arguments) {
  // CLI11 takes the arguments in reverse order.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    impl_->app_.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    HelpPage page = impl_->page_;
    page.entries.push_back({.names = "-h, --help",
                            .value = "",
                            .text = "show this help",
                            .default_value = "",
                            .choices = {}});
    std::fputs(FormatHelp(page, HelpWidth()).c_str(), stdout);
    return false;
  } catch (const CLI::ExtrasError&) {
    std::string unknown;
    for (const auto& word : impl_->app_.remaining()) unknown += " " + word;
    const std::string message = "does not take" + unknown;
    throw Error(ErrorCode::kUsage, message, impl_->verb_, impl_->Suggest(message));
  } catch (const CLI::ParseError& error) {
    std::string message = error.what();
    std::replace(message.begin(), message.end(), '\n', ' ');
    throw Error(ErrorCode::kUsage, message, impl_->verb_, impl_->Suggest(message));
  }
  return true;
}

}  // namespace supreme
