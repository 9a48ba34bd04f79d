#include "cli/ecg_picture.h"

#include <cstdio>

#include "core/atomic_file.h"
#include "plot/ecg_paper.h"
#include "report/examples.h"
#include "signal/window.h"

namespace supreme {

void WriteEcgPicture(const Record& record, const std::string& layout, const std::string& output) {
  const PictureFormat format = PictureFormatOf(output);
  const EcgWindow window = ToWindow(record);
  for (const auto& warning : window.warnings) std::fprintf(stderr, "note: %s\n", warning.c_str());
  const EcgPaperOptions options{ParseEcgLayout(layout), "Record " + record.record_id,
                                PersonText(record.age_years, record.sex)};
  WriteFileAtomically(
      output,
      RenderPicture(EcgPaperSize(options.layout), {format, DescribeEcgPaper(window, options)},
                    [&](Canvas& canvas) { DrawEcgPaper(canvas, window, options); }));
}

}  // namespace supreme
