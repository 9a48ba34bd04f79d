// Counts of a vocabulary beside the paper's: Tables 2 and 3, the ablations of Table 1, Figure 5 and
// how all of it depends on the thresholds.
#pragma once

#include "report/paper_tables.h"
#include "report/vocab_input.h"

namespace supreme {

DataTable EntityCountTable(const VocabularyStats& stats, const PaperTables& paper);   // Table 2
DataTable ClusterCountTable(const VocabularyStats& stats, const PaperTables& paper);  // Table 3
// One row per vocabulary, then the paper's settings of Table 1 with their AUC.
DataTable AblationTable(const std::vector<NamedVocabulary>& vocabularies, const PaperTables& paper);
// Rows in order of the thresholds, those of the vocabulary marked.
DataTable SensitivityTable(const Sensitivity& sensitivity, const VocabularyOptions& options,
                           size_t row_count);

std::vector<Figure> FrequencyFigures(const QuerySet& set);  // Figure 5: log histogram, word cloud
std::vector<Figure> SensitivityFigures(const Sensitivity& sensitivity, size_t row_count);

}  // namespace supreme
