// The sections of the report page, one function each; each writes a <section>.
#pragma once

#include <string>

#include "report/html.h"
#include "report/report_data.h"

namespace supreme {

void WriteFactsSection(HtmlWriter& html, const ReportData& data);
void WriteVocabularySection(HtmlWriter& html, const ReportData& data);
void WriteResultsSection(HtmlWriter& html, const ReportData& data);
void WriteTrainingSection(HtmlWriter& html, const ReportData& data);
void WriteExamplesSection(HtmlWriter& html, const ReportData& data);
void WriteSettingsSection(HtmlWriter& html, const ReportData& data);

// "0.953", "undefined".
std::string AucText(double auc);
// "0.931 – 0.972", "–" without an interval.
std::string IntervalText(const AucValue& value);
// "12,345".
std::string CountText(uint64_t count);
// Macro rows as people read them: "all classes", "seen in pre-training", …
std::string MacroName(const ReportMacro& macro);

}  // namespace supreme
