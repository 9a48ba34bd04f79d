#include "cli/find_rate.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/train_program.h"
#include "core/atomic_file.h"
#include "report/rate_figure.h"

namespace supreme {
namespace {

// The last line, where supreme-train names the file it wrote; empty when it names none.
std::filesystem::path WrittenFile(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  const std::filesystem::path path = text.substr(text.rfind('\n') + 1);
  return path.filename() == "learning_rate.csv" ? path : std::filesystem::path();
}

}  // namespace

bool AsksForRate(const VerbArguments& arguments) {
  return std::find(arguments.begin(), arguments.end(), "--find-learning-rate") != arguments.end();
}

int FindRateWithPicture(const VerbArguments& arguments) {
  VerbArguments words = {"pretrain"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const TrainProgramOutput output = ReadTrainProgram(words);
  std::fputs(output.text.c_str(), stdout);
  const std::filesystem::path csv = WrittenFile(output.text);
  if (output.status != 0 || csv.empty()) return output.status;
  const std::filesystem::path picture = std::filesystem::path(csv).replace_extension(".svg");
  WriteFileAtomically(picture, DrawRateFigure(csv, PictureFormat::kSvg));
  std::printf("%s\n", picture.c_str());
  return 0;
}

}  // namespace supreme
