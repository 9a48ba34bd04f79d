// Philips ECG XML (root element restingecgdata; SierraECG and PhilipsECG, versions 1.03 and 1.04).
// Source: https://github.com/sixlettervariables/sierra-ecg-tools and files of the devices.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "signal/record.h"

namespace supreme::formats {

// Reads the rhythm waveforms (Base64, XLI): 16-bit signed samples in the file's resolution. Leads
// III, aVR, aVL and aVF are stored as their deviation from what I and II give and are put together
// again. The calibration pulse that devices append to all leads is cut off (a warning).
// Representative beats are not read. Statements become comments. `source_path` names the file in
// errors and gives the record id. Errors: kCorruptData, kInvalidInput (another type or version of
// document, another encoding, limits). Thread-safe.
Record ReadPhilips(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
