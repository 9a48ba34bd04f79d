#include "core/version.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

TEST(Version, HasThreeParts) {
  EXPECT_EQ(std::count(Version().begin(), Version().end(), '.'), 2);
  EXPECT_EQ(Version().find_first_not_of("0123456789."), std::string_view::npos);
}

TEST(Version, NamesTheCommit) { EXPECT_GE(GitCommit().size(), 7U); }

}  // namespace
}  // namespace supreme
