#include "formats/ask_helper.h"

#include "core/error.h"

namespace supreme::formats {

RecordAnswer AskHelper(const InputFile& file, const OpenRequest& request,
                       const std::filesystem::path& program, const HelperLimits& limits) {
  const HelperCall call = {program.empty() ? HelperProgram() : program, EncodeRequest(request),
                           file.descriptor(), request.source_path};
  const std::string bytes = RunHelper(call, limits);
  RecordAnswer answer = ParseAnswer(std::as_bytes(std::span(bytes)), request.source_path);
  if (request.count == 0 && answer.records.empty() && answer.ids.size() == answer.total) {
    return answer;
  }
  if (answer.records.empty() || answer.records.size() > request.count) {
    throw Error(ErrorCode::kCorruptData,
                "the file reader answered " + std::to_string(answer.records.size()) +
                    " records, not " + std::to_string(request.count),
                request.source_path, "the file may be damaged; get it again");
  }
  return answer;
}

}  // namespace supreme::formats
