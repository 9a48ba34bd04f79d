#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "core/config_table.h"
#include "core/error.h"

namespace supreme {
namespace {

// "--batch-size" → "SUPREME_BATCH_SIZE".
std::string EnvironmentName(const std::string& flag) {
  std::string name = "SUPREME_";
  const std::string word = flag.substr(flag.rfind("--") + 2);
  for (const char c : word.substr(0, word.find(','))) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

}  // namespace

class Arguments::Impl {
 public:
  Impl(std::string verb, std::string summary, std::vector<std::string> examples)
      : verb_(std::move(verb)), app_(std::move(summary), "supreme " + verb_) {
    std::string footer = "\nExamples:";
    for (const auto& example : examples) footer += "\n  " + example;
    app_.footer(footer);
    app_.set_help_flag("-h,--help", "show this help");
    app_.get_formatter()->column_width(34);
  }

  template <class T>
  CLI::Option* Add(const std::string& flag, T& target, const std::string& help) {
    auto* option = app_.add_option(flag, target, help)->capture_default_str();
    if (flag.find("--") != std::string::npos) option->envname(EnvironmentName(flag));
    return option;
  }

  // A hint for an unknown flag: the nearest one we have.
  std::string Suggest(const std::string& message) const {
    const size_t at = message.find("--");
    if (at == std::string::npos) return "supreme " + verb_ + " --help";
    const std::string word = message.substr(at, message.find_first_of(" =\n", at) - at);
    std::vector<std::string> flags;
    for (const auto* option : app_.get_options()) {
      if (!option->get_lnames().empty()) flags.push_back("--" + option->get_lnames().front());
    }
    const bool known = std::find(flags.begin(), flags.end(), word) != flags.end();
    const std::string nearest = known ? "" : NearestWord(word, flags);
    return nearest.empty() ? "supreme " + verb_ + " --help" : nearest;
  }

  std::string verb_;
  CLI::App app_;
};

Arguments::Arguments(std::string verb, std::string summary, std::vector<std::string> examples)
    : impl_(std::make_unique<Impl>(std::move(verb), std::move(summary), std::move(examples))) {}

Arguments::~Arguments() = default;

void Arguments::Positional(const std::string& name, std::string& target, const std::string& help,
                           bool required) {
  impl_->Add(name, target, help)->required(required);
}

void Arguments::Positional(const std::string& name, std::vector<std::string>& target,
                           const std::string& help, bool required) {
  impl_->Add(name, target, help)->default_str("")->required(required);
}

void Arguments::Option(const std::string& flag, std::string& target, const std::string& help,
                       bool required) {
  impl_->Add(flag, target, help)->required(required);
}

void Arguments::Option(const std::string& flag, int64_t& target, const std::string& help) {
  impl_->Add(flag, target, help);
}

void Arguments::Option(const std::string& flag, double& target, const std::string& help) {
  impl_->Add(flag, target, help);
}

void Arguments::Option(const std::string& flag, std::vector<std::string>& target,
                       const std::string& help) {
  // One value a flag: otherwise a list would swallow the positional arguments that follow.
  impl_->Add(flag, target, help)
      ->default_str("")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Arguments::Flag(const std::string& flag, bool& target, const std::string& help) {
  impl_->app_.add_flag(flag, target, help)->envname(EnvironmentName(flag));
}

void Arguments::Choice(const std::string& flag, std::string& target,
                       const std::vector<std::string>& words, const std::string& help) {
  impl_->Add(flag, target, help)->check(CLI::IsMember(words));
}

bool Arguments::Parse(const std::vector<std::string>& arguments) {
  // CLI11 takes the arguments in reverse order.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    impl_->app_.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    std::fputs(impl_->app_.help().c_str(), stdout);
    return false;
  } catch (const CLI::ParseError& error) {
    std::string message = error.what();
    std::replace(message.begin(), message.end(), '\n', ' ');
    throw Error(ErrorCode::kUsage, message, "supreme " + impl_->verb_, impl_->Suggest(message));
  }
  return true;
}

}  // namespace supreme
