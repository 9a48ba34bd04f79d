// The sections of the report page, one function each; each writes a <section>.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plot/ecg_paper.h"
#include "report/html.h"
#include "report/report_data.h"

namespace supreme {

void WriteFactsSection(HtmlWriter& html, const ReportData& data);
void WriteVocabularySection(HtmlWriter& html, const ReportData& data);
void WriteResultsSection(HtmlWriter& html, const ReportData& data);
void WriteTrainingSection(HtmlWriter& html, const ReportData& data);
void WriteExamplesSection(HtmlWriter& html, const ReportData& data);
void WriteSettingsSection(HtmlWriter& html, const ReportData& data);

// The ECG on paper as a <figure>.
void WriteEcgFigure(HtmlWriter& html, const EcgWindow& window, const EcgPaperOptions& options);
// A heading and the names as a list; nothing when there are none.
void WriteNames(HtmlWriter& html, const std::string& title, const std::vector<std::string>& names);
// The bar of a score from 0 to 1 with a tick at the threshold; decoration beside the numbers.
std::string ScoreBar(double score, std::optional<double> threshold);

// "0.953", "undefined".
std::string AucText(double auc);
// "0.931 – 0.972", "–" without an interval.
std::string IntervalText(const AucValue& value);
// "12,345".
std::string CountText(uint64_t count);
// Macro rows as people read them: "all classes", "seen in pre-training", …
std::string MacroName(const ReportMacro& macro);

}  // namespace supreme
