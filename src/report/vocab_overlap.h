// What a vocabulary shares with the classes of tasks: Table 6 and Figure 7.
#pragma once

#include "report/paper_tables.h"
#include "report/vocab_input.h"

namespace supreme {

// Table 6 of this vocabulary: pairs of a query and a class.
DataTable OverlapTable(const VocabReportInput& input, const Overlap& overlap,
                       const PaperTables& paper);
// Table 6 of the paper: its pairs under this encoder, and which classes overlap here too.
DataTable PaperOverlapTable(const VocabReportInput& input, const Overlap& overlap,
                            const PaperTables& paper);
// Per task: classes, and those that overlap.
DataTable TaskOverlapTable(const VocabReportInput& input, const Overlap& overlap,
                           const PaperTables& paper);
// Figure 7: heat map between the tasks, bars of overlapping and other classes.
std::vector<Figure> OverlapFigures(const VocabReportInput& input, const Overlap& overlap);

}  // namespace supreme
