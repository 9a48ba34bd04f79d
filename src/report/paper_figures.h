// The figures of the paper from result files, with the paper's values beside where its tables
// print them: 3(a), 3(b), 5 (two panels), 7 (two panels), 8 to 17.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plot/canvas.h"
#include "report/paper_results.h"

namespace supreme {

struct PaperFigureOptions {
  ResultChoice choice = {};
  std::vector<PictureFormat> formats = {PictureFormat::kSvg, PictureFormat::kPdf,
                                        PictureFormat::kPng};
  double png_dpi = 192.0;
};

struct PaperFigureFiles {
  std::string id;                    // "3a", "5_words", "17"
  std::string title;                 // one line, begins with "Figure 3(a)."
  std::string caption;               // sentences, without what is missing
  std::vector<std::string> missing;  // results that the figure lacks, and shows as missing
  // Names inside the folder, "figure_3a.svg", by format in the order of the options; then
  // "figure_3a.csv", the numbers that are drawn, with the file that each comes from.
  std::vector<std::string> files;
};

// Writes every figure into `out_dir`, also those without any result: they say so. Each file is
// replaced atomically. Errors: kIo, kNoSpace, kCancelled.
std::vector<PaperFigureFiles> WritePaperFigures(const PaperResults& results,
                                                const std::filesystem::path& out_dir,
                                                const PaperFigureOptions& options = {});

}  // namespace supreme
