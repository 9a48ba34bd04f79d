// A page to review a vocabulary in a browser.
#pragma once

#include <string>
#include <vector>

#include "vocab/review.h"

namespace supreme {

// One HTML file that loads nothing: a filterable list of queries with their members, an action and
// a target for each, a button that saves the review as the CSV of vocab/review.h, and one that
// loads such a CSV to go on.
std::string BuildReviewPage(const std::vector<ReviewRow>& rows, const std::string& title);

}  // namespace supreme
