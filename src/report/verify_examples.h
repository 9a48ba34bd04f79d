// Which ECGs a verification's page shows, and which of their leads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/verify.h"
#include "plot/ecg_paper.h"
#include "signal/window.h"

namespace supreme {

struct VerifyExample {
  std::string title;                // the record
  std::string note;                 // the problem's message
  std::optional<EcgWindow> window;  // nothing: the record cannot be drawn
  EcgStripsOptions strips;
};

// The first records, at most three, that `check` names, errors first; read again from `source`.
// None for problems of files.
std::vector<VerifyExample> PickExamples(const VerifyReport& report, const VerifySource& source,
                                        std::string_view check);

}  // namespace supreme
