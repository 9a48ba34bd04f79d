#include "report/paper_figures.h"

#include "core/atomic_file.h"
#include "core/interrupt.h"
#include "report/paper_figure_parts.h"

namespace supreme {
namespace {

const char* EndingOf(PictureFormat format) {
  switch (format) {
    case PictureFormat::kSvg:
      return ".svg";
    case PictureFormat::kPng:
      return ".png";
    case PictureFormat::kPdf:
      return ".pdf";
  }
  return "";
}

PaperFigureFiles WriteFigure(const PaperFigure& figure, const std::filesystem::path& out_dir,
                             const PaperFigureOptions& options) {
  PaperFigureFiles written{figure.id, figure.title, figure.caption, figure.missing, {}};
  const std::string stem = "figure_" + figure.id;
  for (const PictureFormat format : options.formats) {
    written.files.push_back(stem + EndingOf(format));
    WriteFileAtomically(
        out_dir / written.files.back(),
        RenderPicture(figure.size, {format, figure.description, options.png_dpi}, figure.draw));
  }
  written.files.push_back(stem + ".csv");
  WriteFileAtomically(out_dir / written.files.back(), ToCsv(figure.data), Durability::kRenamed);
  return written;
}

}  // namespace

std::vector<PaperFigureFiles> WritePaperFigures(const PaperResults& results,
                                                const std::filesystem::path& out_dir,
                                                const PaperFigureOptions& options) {
  MakeFolder(out_dir);
  const FigureInput input{results, options.choice};
  std::vector<PaperFigureFiles> written;
  for (const auto make :
       {SystemFigures, VocabularyFigures, VariantFigures, ClassFigures, DifferenceFigures}) {
    for (const PaperFigure& figure : make(input)) {
      ThrowIfInterrupted();
      written.push_back(WriteFigure(figure, out_dir, options));
    }
  }
  SyncFileSystem(out_dir);
  return written;
}

}  // namespace supreme
