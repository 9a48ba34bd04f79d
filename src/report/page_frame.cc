#include "report/page_frame.h"

#include "core/version.h"
#include "report/report_style.h"

namespace supreme {
namespace {

constexpr char kDisclaimer[] = "Research use, not for diagnosis";

// Nothing may be loaded or sent: the page is only what stands in it.
constexpr char kPolicy[] =
    "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"";

void WriteHead(HtmlWriter& html, const std::string& title) {
  html.Open("head");
  html.Void("meta", "charset=\"utf-8\"");
  html.Void("meta", kPolicy);
  html.Void("meta", "name=\"viewport\" content=\"width=device-width, initial-scale=1\"");
  html.Element("title", title);
  html.Open("style");
  html.Trusted(kReportStyle);
  html.Close();
  html.Close();
}

}  // namespace

void OpenPage(HtmlWriter& html, const PageTitle& title) {
  html.Open("html", "lang=\"en\"");
  WriteHead(html, title.browser_title + " – supreme");
  html.Open("body");
  html.Open("header");
  html.Element("p", title.kicker, "class=\"kicker\"");
  html.Element("h1", title.title);
  html.Element("p", kDisclaimer, "class=\"disclaimer\"");
}

std::string ClosePage(HtmlWriter& html) {
  html.Open("footer");
  html.Element("p", std::string(kDisclaimer) + ". Made by supreme " + std::string(Version()) +
                        " (" + std::string(GitCommit()) + ").");
  html.Close();
  html.Close();
  html.Close();
  return "<!DOCTYPE html>\n" + html.Finish();
}

}  // namespace supreme
