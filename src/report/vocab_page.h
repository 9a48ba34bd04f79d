// A vocabulary's report as one page and as Markdown.
#pragma once

#include <string>

#include "report/vocab_report.h"

namespace supreme {

// One self-contained HTML page: pictures inside, nothing loaded.
std::string VocabPage(const VocabReport& report);
// Markdown whose pictures are figures/ID.svg beside it.
std::string VocabMarkdown(const VocabReport& report);

}  // namespace supreme
