// One question to supreme-open and its checked answer.
#pragma once

#include <filesystem>

#include "core/input_file.h"
#include "formats/helper_process.h"
#include "formats/open_request.h"
#include "formats/record_answer.h"

namespace supreme::formats {

// Records of an open file, as `request` asks for them: one or more, at most as many as asked for;
// or the ids of all. `program` empty = HelperProgram(). Errors: those of RunHelper and of the
// reader. Thread-safe.
RecordAnswer AskHelper(const InputFile& file, const OpenRequest& request,
                       const std::filesystem::path& program, const HelperLimits& limits);

}  // namespace supreme::formats
