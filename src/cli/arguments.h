// Command-line flags of one verb: typed targets, help with examples, errors that name the flag.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace supreme {

// Declares flags bound to variables, then parses. Every flag can also come from the environment:
// --batch-size from SUPREME_BATCH_SIZE (the command line wins). Not thread-safe.
class Arguments {
 public:
  // `verb` as typed ("data import"); `examples` are runnable lines for --help.
  Arguments(std::string verb, std::string summary, std::vector<std::string> examples);
  ~Arguments();

  // The current value of `target` is the default and is shown in help.
  void Positional(const std::string& name, std::string& target, const std::string& help,
                  bool required = true);
  void Positional(const std::string& name, std::vector<std::string>& target,
                  const std::string& help, bool required = true);
  void Option(const std::string& flag, std::string& target, const std::string& help,
              bool required = false);
  void Option(const std::string& flag, int64_t& target, const std::string& help);
  void Option(const std::string& flag, double& target, const std::string& help);
  // May be given several times.
  void Option(const std::string& flag, std::vector<std::string>& target, const std::string& help);
  void Flag(const std::string& flag, bool& target, const std::string& help);
  // Text with a fixed set of words.
  void Choice(const std::string& flag, std::string& target, const std::vector<std::string>& words,
              const std::string& help);

  // False when help was asked for (and printed to stdout): the verb then returns 0.
  // Throws Error(kUsage) on a wrong command line.
  bool Parse(const std::vector<std::string>& arguments);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
