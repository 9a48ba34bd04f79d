#include <cstdio>

#include "cli/arguments.h"
#include "cli/view_verbs.h"
#include "train/train_facts.h"

namespace supreme {

int RunTrainDoctor(const VerbArguments& arguments) {
  Arguments parser("doctor", "Prints what training finds on this machine, as JSON.",
                   {"supreme-train doctor"});
  if (!parser.Parse(arguments)) return 0;
  std::printf("%s\n", DumpJson(DescribeTraining()).c_str());
  return 0;
}

}  // namespace supreme
