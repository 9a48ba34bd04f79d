// A sweep's table as Markdown, CSV, JSON and picture.
#pragma once

#include <filesystem>
#include <string>

#include "core/json.h"
#include "sweep/table.h"

namespace supreme {

std::string SweepMarkdown(const SweepTable& table);
// variant,evaluation,n,mean,sd,paper_auc,paper_sd; the last line of a variant is its mean over the
// evaluations, called "mean", which the paper's figures belong to.
std::string SweepCsv(const SweepTable& table);
// With the figure of every seed.
OrderedJson SweepJson(const SweepTable& table);
// Bars of the means over evaluations, as SVG.
std::string SweepPicture(const SweepTable& table);

// table.md, table.csv, table.json and table.svg in `folder`, each written atomically.
void WriteSweepTable(const SweepTable& table, const std::filesystem::path& folder);

}  // namespace supreme
