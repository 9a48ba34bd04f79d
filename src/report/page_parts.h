// Parts that several pages are made of. Texts are escaped.
#pragma once

#include <functional>
#include <string>

#include "plot/canvas.h"
#include "report/html.h"

namespace supreme {

// A <section> with its heading; the caller closes it.
void OpenSection(HtmlWriter& html, const std::string& id, const std::string& title);

// A large figure with its name above and a line below, inside a <dl>.
void WriteTile(HtmlWriter& html, const std::string& name, const std::string& value,
               const std::string& under);

struct PageChart {
  PictureSize size;
  std::string description;  // for those who do not see it
  std::function<void(Canvas&)> draw;
};
// As inline SVG, which scrolls sideways on narrow screens.
void WriteChart(HtmlWriter& html, const PageChart& chart);
// The same of a picture that is drawn already; `svg` is ours.
void WriteDrawnChart(HtmlWriter& html, const std::string& svg);

}  // namespace supreme
