// What every page of the program shares: head, title block and foot.
#pragma once

#include <string>

#include "report/html.h"

namespace supreme {

struct PageTitle {
  std::string browser_title;  // before " – supreme"
  std::string kicker;         // small line above the title
  std::string title;
};

// Opens the page up to the title block and leaves that <header> open. The page's policy lets it
// load and send nothing.
void OpenPage(HtmlWriter& html, const PageTitle& title);
// After <main> was closed: writes the foot, closes the page and returns all of it.
std::string ClosePage(HtmlWriter& html);

}  // namespace supreme
