// Which codes of the public datasets a finding has (vocab/ptbxl_statements.csv,
// vocab/dataset_codes.csv, vocab/csn_conditions.csv).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "synth/finding.h"

namespace supreme {

// A statement of PTB-XL's scp_statements.csv.
struct ScpStatement {
  std::string code;
  std::string description;
  bool is_diagnostic = false;
  bool is_form = false;
  bool is_rhythm = false;
  std::string diagnostic_class;
  std::string diagnostic_subclass;
  std::string category;
  std::string aha_code;
};

// PTB-XL's 71 statements, then the codes of findings that PTB-XL does not have: rhythm or form,
// without a diagnostic class.
std::span<const ScpStatement> ScpStatements();

// Code of the finding and the further SCP codes that a record with it carries, each once.
std::vector<const ScpStatement*> ScpStatementsOf(const FindingSet& findings);

// A row of Chapman–Shaoxing–Ningbo's ConditionNames_SNOMED-CT.csv.
struct CsnCondition {
  std::string acronym;
  std::string name;
  std::string snomed;
};
std::span<const CsnCondition> CsnConditions();

// Acronyms of CSN for a finding; may be empty.
std::span<const std::string> CsnAcronyms(Finding finding);
// 1–9 as in CPSC 2018's REFERENCE.csv; nothing when the finding is none of its classes.
std::optional<int> CpscLabel(Finding finding);

// SNOMED CT codes as the dataset's headers write them, each once: CSN's own where it has one, else
// those of the challenge mapping.
std::vector<std::string> CsnSnomed(const FindingSet& findings);
std::vector<std::string> CpscSnomed(const FindingSet& findings);

}  // namespace supreme
