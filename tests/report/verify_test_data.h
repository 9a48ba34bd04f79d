// A verified folder of two records, one with faults, for the tests of its page.
#pragma once

#include <algorithm>
#include <string>

#include "core/atomic_file.h"
#include "data/verify.h"
#include "signal/wfdb.h"
#include "tests/core/temp_folder.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {

// "faulty": V1 stops after 2 s, V4 is flat, aVR is broken for a moment. "fine": nothing.
class VerifiedFolder {
 public:
  VerifiedFolder() {
    Record record = MakeEcg();
    const auto at = [&](size_t lead, size_t sample) {
      return record.samples_mv.begin() + static_cast<std::ptrdiff_t>(lead * 5000 + sample);
    };
    Write("fine", record);
    std::fill(at(6, 1000), at(7, 0), 0.0F);
    std::fill(at(9, 0), at(10, 0), 0.0F);
    *at(3, 4000) += 1.0F;
    Write("faulty", record);
    source = OpenVerifySource(folder.path());
    report = VerifyData(folder.path(), *source);
  }

  TempFolder folder;
  std::unique_ptr<VerifySource> source;
  VerifyReport report;

 private:
  void Write(const std::string& name, Record record) {
    record.record_id = name;
    WriteWfdb(record, folder.path());
  }
};

}  // namespace supreme
