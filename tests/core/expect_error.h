// Checks that a call throws our error with a code and words in its message.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/error.h"

namespace supreme {

template <class Call>
void ExpectError(ErrorCode code, std::string_view words, Call&& call) {
  try {
    call();
    ADD_FAILURE() << "no error, expected \"" << words << "\"";
  } catch (const Error& error) {
    EXPECT_EQ(ErrorCodeName(error.code()), ErrorCodeName(code)) << error.what();
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos)
        << "got: " << error.what() << "\nexpected: " << words;
  }
}

}  // namespace supreme
