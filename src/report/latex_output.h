// A table of comparison_table.h as LaTeX. Needs the packages booktabs, graphicx and longtable.
#pragma once

#include <string>
#include <string_view>

#include "report/comparison_table.h"

namespace supreme {

// Text of strangers as LaTeX that prints it: no command, no open brace, no control character.
// Signs that the tables use (± – − × ≥ Δ …) become commands, so that the file compiles with
// pdflatex; other letters beyond ASCII stay UTF-8.
std::string EscapeLatex(std::string_view text);

// A table environment with caption and label (tab:table_1a), scaled down when it is wider than
// the text; a longtable when it has more than 30 rows.
std::string ToLatex(const ComparisonTable& table);

}  // namespace supreme
