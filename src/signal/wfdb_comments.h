// What WFDB header comments say about the patient: age, sex and diagnosis codes.
#pragma once

#include <string>
#include <vector>

#include "signal/record.h"

namespace supreme {

// Understands "Age: 76", "<age>: 53  <sex>: M", "Sex: Female" and "Dx: 426783006,164865005" in any
// case (PhysioNet/CinC challenges, PTB, LUDB). Repeated codes are kept once; what is not understood
// leaves the fields of `record` as they were.
void ReadPatientComments(const std::vector<std::string>& comments, Record& record);

}  // namespace supreme
