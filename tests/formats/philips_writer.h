// Writes Philips XML with made samples, for tests.
#pragma once

#include <string>
#include <vector>

#include "tests/formats/xli_writer.h"

namespace supreme::formats {

inline std::string EncodeBase64(const std::string& bytes) {
  constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t bits = 0;
    for (size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < bytes.size() ? static_cast<uint8_t>(bytes[i + k]) : 0U);
    }
    for (size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? kLetters[bits >> (18 - 6 * k) & 63] : '=';
    }
  }
  return text;
}

// Version 1.04 with the digital samples as they are stored (limb leads as deviations), 500 Hz, 5
// µV.
inline std::string PhilipsXml(const std::string& labels,
                              const std::vector<std::vector<int16_t>>& stored) {
  std::string data;
  for (const auto& lead : stored) data += EncodeXliChunk(lead);
  return R"(<?xml version="1.0"?><restingecgdata xmlns="http://www3.medical.philips.com">
<documentinfo><documenttype>PhilipsECG</documenttype><documentversion>1.04</documentversion>
</documentinfo><dataacquisition date="2020-05-18"/><patient><generalpatientdata><age>
<dateofbirth>1951-01-01</dateofbirth></age><sex>Female</sex></generalpatientdata></patient>
<interpretations><interpretation><statement><leftstatement>Sinus rhythm</leftstatement>
<rightstatement>V-rate 50-99</rightstatement></statement></interpretation></interpretations>
<waveforms><parsedwaveforms dataencoding="Base64" compression="XLI" numberofleads=")" +
         std::to_string(stored.size()) + R"(" leadlabels=")" + labels +
         R"(" durationperchannel=")" + std::to_string(stored.front().size() * 2) +
         R"(" samplespersecond="500" resolution="5" signaloffset="0" signalsigned="True" )" +
         R"(bitspersample="16">)" + EncodeBase64(data) + R"(</parsedwaveforms>
<repbeats><repbeat leadname="I"><waveform duration="1200">AAAA</waveform></repbeat></repbeats>
</waveforms></restingecgdata>)";
}

}  // namespace supreme::formats
