#include "report/page_parts.h"

namespace supreme {

void OpenSection(HtmlWriter& html, const std::string& id, const std::string& title) {
  html.Open("section", HtmlAttribute("id", id));
  html.Element("h2", title);
}

void WriteTile(HtmlWriter& html, const std::string& name, const std::string& value,
               const std::string& under) {
  html.Open("div", "class=\"tile\"");
  html.Element("dt", name);
  html.Open("dd");
  html.Text(value);
  html.Element("div", under, "class=\"under\"");
  html.Close();
  html.Close();
}

void WriteChart(HtmlWriter& html, const PageChart& chart) {
  WriteDrawnChart(html,
                  RenderPicture(chart.size, {PictureFormat::kSvg, chart.description}, chart.draw));
}

void WriteDrawnChart(HtmlWriter& html, const std::string& svg) {
  html.Open("figure", "class=\"chart\" tabindex=\"0\"");
  html.Trusted(svg);
  html.Close();
}

}  // namespace supreme
