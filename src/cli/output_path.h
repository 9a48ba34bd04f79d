// The file that a verb is to write, looked at before the work begins.
#pragma once

#include <string>

namespace supreme {

// Makes the folder of `path` and finds out whether a file may be put there, so that an hour's work
// does not end in an error. An empty path is fine: nothing is to be written.
// Errors: kInvalidInput (the path is a folder or device), kNotFound, kIo, kNoSpace.
void PrepareOutput(const std::string& path);

}  // namespace supreme
