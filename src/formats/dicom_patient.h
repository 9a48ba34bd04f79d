// Who was recorded and what the device said, from a DICOM ECG's data set.
#pragma once

#include "formats/dicom_dataset.h"
#include "signal/record.h"

namespace supreme::formats {

// Sets age (stated, else whole years from birth to study), sex and comments: the text annotations,
// then the measurements of the whole record ("PR Interval: 148 ms"), at most 200 in all. Never
// names, identifiers or dates. Fields that are absent or malformed stay unknown.
void ReadDicomPatient(const DicomDataset& dataset, Record& record);

}  // namespace supreme::formats
