#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <utility>

#include "cli/arguments.h"
#include "cli/doctor_disk.h"
#include "cli/doctor_machine.h"
#include "cli/doctor_programs.h"
#include "cli/view_verbs.h"

namespace supreme {
namespace {

void Append(std::vector<Check> more, std::vector<Check>& checks) {
  std::move(more.begin(), more.end(), std::back_inserter(checks));
}

}  // namespace

int RunDoctor(const VerbArguments& arguments) {
  std::string folder = ".", format = "table";
  Arguments parser(
      "doctor",
      "Checks programs, models, processor, memory, limits, GPU and disk, and says what "
      "would help. Exit code 1 when something that is needed does not work.",
      {"supreme doctor", "supreme doctor --folder /scratch --format json"});
  parser.Option("--folder", folder, "folder whose disk is measured, e.g. where runs are to go");
  parser.Choice("--format", format, {"table", "json"}, "output format");
  if (!parser.Parse(arguments)) return 0;
  const MachineView machine = ThisMachine();
  std::vector<Check> checks = CheckLibraries();
  const std::vector<Check> hardware = CheckMachine(machine);
  const bool has_driver = std::any_of(hardware.begin(), hardware.end(), [](const Check& check) {
    return check.name == "GPU driver" && check.level == CheckLevel::kGood;
  });
  Append(CheckTraining([] { return ReadTrainProgram({"doctor"}); }, has_driver), checks);
  Append(CheckModels(), checks);
  Append(hardware, checks);
  Append(CheckDisk(folder), checks);
  Append(CheckOptionalPrograms(machine.environment("PATH")), checks);
  if (format == "json") {
    std::printf(
        "%s\n",
        ChecksJson(checks).dump(2, ' ', false, OrderedJson::error_handler_t::replace).c_str());
  } else {
    const bool colours = ::isatty(STDOUT_FILENO) == 1 && machine.environment("NO_COLOR").empty();
    std::fputs(ChecksText(checks, colours).c_str(), stdout);
  }
  return AllWork(checks) ? 0 : 1;
}

}  // namespace supreme
