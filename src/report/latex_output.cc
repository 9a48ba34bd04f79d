#include "report/latex_output.h"

#include <array>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "plot/markup.h"

namespace supreme {
namespace {

constexpr size_t kMaxFloatRows = 30;  // more do not fit on a page

using Replacement = std::pair<std::string_view, std::string_view>;
constexpr std::array<Replacement, 15> kAscii = {{{"\\", "\\textbackslash{}"},
                                                 {"{", "\\{"},
                                                 {"}", "\\}"},
                                                 {"$", "\\$"},
                                                 {"&", "\\&"},
                                                 {"#", "\\#"},
                                                 {"^", "\\textasciicircum{}"},
                                                 {"_", "\\_"},
                                                 {"~", "\\textasciitilde{}"},
                                                 {"%", "\\%"},
                                                 {"<", "\\textless{}"},
                                                 {">", "\\textgreater{}"},
                                                 {"|", "\\textbar{}"},
                                                 {"[", "{[}"},  // not an option of the \\ before it
                                                 {"]", "{]}"}}};
constexpr std::array<Replacement, 9> kSigns = {{{"±", "$\\pm$"},
                                                {"–", "--"},
                                                {"−", "$-$"},
                                                {"×", "$\\times$"},
                                                {"≥", "$\\geq$"},
                                                {"≤", "$\\leq$"},
                                                {"Δ", "$\\Delta$"},
                                                {"→", "$\\rightarrow$"},
                                                {"…", "\\ldots{}"}}};

// The replacement of what stands at `text`'s start; an empty pair when it stays.
Replacement FindReplacement(std::string_view text) {
  for (const Replacement& replacement : kAscii) {
    if (text.starts_with(replacement.first)) return replacement;
  }
  for (const Replacement& replacement : kSigns) {
    if (text.starts_with(replacement.first)) return replacement;
  }
  return {};
}

std::string LatexCell(const ComparisonCell& cell, bool is_number) {
  const std::string ours = EscapeLatex(OursText(cell));
  const std::string paper = EscapeLatex(PaperText(cell));
  if (paper.empty()) return ours;
  if (is_number) {  // ours stands on the line of the row's name, the paper's below it
    return "\\begin{tabular}[t]{@{}r@{}}" + ours + "\\\\[-2pt]{\\scriptsize " + paper +
           "}\\end{tabular}";
  }
  return ours + " {\\scriptsize " + paper + "}";
}

std::string ColumnLetters(const ComparisonTable& table) {
  std::string letters = "l";
  for (const ComparisonColumn& column : table.columns) {
    if (column.text_share > 0.0) {
      letters += "p{" + FormatFixed(column.text_share, 2) + "\\textwidth}";
    } else {
      letters += column.is_number ? "r" : "l";
    }
  }
  return letters;
}

std::string HeadLine(const ComparisonTable& table) {
  std::string line = EscapeLatex(table.row_name);
  for (const ComparisonColumn& column : table.columns) line += " & " + EscapeLatex(column.name);
  return line + " \\\\\n";
}

std::string Rows(const ComparisonTable& table) {
  std::string text, group;
  for (const ComparisonRow& row : table.rows) {
    SUPREME_CHECK(row.cells.size() == table.columns.size());
    if (row.group != group) {
      if (!text.empty()) text += "\\midrule\n";
      group = row.group;
      text += "\\multicolumn{" + std::to_string(table.columns.size() + 1) + "}{l}{\\textit{" +
              EscapeLatex(group) + "}} \\\\\n";
    }
    text += EscapeLatex(row.name);
    for (size_t i = 0; i < row.cells.size(); ++i) {
      text += " & " + LatexCell(row.cells[i], table.columns[i].is_number);
    }
    text += " \\\\\\addlinespace[3pt]\n";  // apart from the next row's first line
  }
  return text;
}

std::string Caption(const ComparisonTable& table) {
  return "\\caption{" + EscapeLatex(table.title) + " (" + EscapeLatex(TableName(table.id)) +
         " of the paper).}\\label{tab:" + TableFile(table.id) + "}";
}

std::string Notes(const ComparisonTable& table) {
  std::string text = "\\par\\smallskip{\\footnotesize ";
  for (const std::string& note : table.notes) text += EscapeLatex(note) + " ";
  return text + EscapeLatex(kComparisonLegend) + "\\par}\n";
}

std::string LongTable(const ComparisonTable& table) {
  const std::string head = "\\toprule\n" + HeadLine(table) + "\\midrule\n";
  return "{\\small\n\\begin{longtable}{" + ColumnLetters(table) + "}\n" + Caption(table) +
         " \\\\\n" + head + "\\endfirsthead\n" + head + "\\endhead\n\\bottomrule\n\\endfoot\n" +
         Rows(table) + "\\end{longtable}\n" + Notes(table) + "}\n";
}

std::string FloatTable(const ComparisonTable& table) {
  // Made narrower where it is wider than the text, never wider.
  const std::string tabular =
      "\\resizebox{\\ifdim\\width>\\textwidth\\textwidth\\else\\width\\fi}"
      "{!}{%\n\\begin{tabular}{" +
      ColumnLetters(table) + "}\n\\toprule\n" + HeadLine(table) + "\\midrule\n" + Rows(table) +
      "\\bottomrule\n\\end{tabular}}";
  return "\\begin{table}[tp]\n\\centering\n\\small\n" + Caption(table) + "\n" + tabular + "\n" +
         Notes(table) + "\\end{table}\n";
}

}  // namespace

std::string EscapeLatex(std::string_view text) {
  const std::string clean = CleanText(text);
  std::string escaped;
  bool is_quoted = false;
  for (size_t i = 0; i < clean.size();) {
    if (clean[i] == '"') {
      is_quoted = !is_quoted;
      escaped += is_quoted ? "``" : "''";
      ++i;
      continue;
    }
    const auto [from, to] = FindReplacement(std::string_view(clean).substr(i));
    if (from.empty()) {
      escaped += clean[i++];
      continue;
    }
    escaped += to;
    i += from.size();
  }
  return escaped;
}

std::string ToLatex(const ComparisonTable& table) {
  return "% Needs \\usepackage{booktabs,graphicx,longtable,textcomp}\n" +
         (table.rows.size() > kMaxFloatRows ? LongTable(table) : FloatTable(table));
}

}  // namespace supreme
