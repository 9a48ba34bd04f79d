#include "report/verify_page.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/numbers.h"
#include "plot/markup.h"
#include "plot/stacked_bars.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/sections.h"
#include "report/verify_examples.h"

namespace supreme {
namespace {

constexpr size_t kMaxRows = 20;  // of the table of one check

struct CheckText {
  const char* check;
  const char* title;
  const char* text;
};

constexpr std::array kCheckTexts = {
    CheckText{"hash", "Files that differ", "The file's SHA-256 is not the listed one."},
    CheckText{"missing_file", "Files that are missing", "Listed, but not in the folder."},
    CheckText{"count", "Number of records", "Not the number that was published."},
    CheckText{"unreadable", "Unreadable", "The file cannot be opened as a recording."},
    CheckText{"checksum", "Checksums", "The samples are not those that the header describes."},
    CheckText{"no_signal", "No signal", "No lead shows anything."},
    CheckText{"gain", "Wrong gain or unit",
              "QRS complexes of an implausible height, or the samples of another record with "
              "another gain."},
    CheckText{"gain_outlier", "Gain unlike the others",
              "The header's gain and the amplitude differ from most records'."},
    CheckText{"flat", "Flat leads", "One constant value, or next to nothing."},
    CheckText{"level", "Constant stretches", "A lead stays at one value for more than a second."},
    CheckText{"invalid", "Samples without a value", "NaN, or the format's mark for no value."},
    CheckText{"clipped", "Cut-off peaks", "Plateaus at the lead's highest or lowest value."},
    CheckText{"lead_order", "Leads under a wrong name",
              "The limb leads contradict each other, and one exchange mends it."},
    CheckText{"limb_identity", "Contradicting limb leads",
              "An identity of Einthoven or Goldberger does not hold."},
    CheckText{"electrode", "Electrodes",
              "A lead that has nothing in common with the others, or disturbances that share an "
              "electrode."},
    CheckText{"arm_reversal", "Arm electrodes", "Looks like right and left arm exchanged."},
    CheckText{"chest_order", "Order of the chest leads",
              "Two chest leads that would fit better the other way round."},
    CheckText{"lead_names", "Lead names", "Leads that are there twice or unknown."},
    CheckText{"missing_lead", "Missing leads", "Not all twelve leads were recorded."},
    CheckText{"short", "Short records", "Less than the ten seconds of the standard window."},
    CheckText{"peak", "Large excursions", "Samples far from the lead's median."},
    CheckText{"noise", "Noise", "Fast noise over the whole lead."},
    CheckText{"mains", "Mains", "A 50 or 60 Hz sine over the whole lead."},
    CheckText{"wander", "Baseline wander", "The baseline moves over several millivolts."},
    CheckText{"duplicate", "Copies", "The samples of another record under another name."},
    CheckText{"format", "Accepted departures from the format", "The file was read all the same."},
};

void WriteTiles(HtmlWriter& html, const VerifyReport& report) {
  const size_t clean = report.records - report.records_with_errors - report.records_with_warnings;
  const auto share = [&](size_t count) {
    const double percent = 100.0 * static_cast<double>(count) /
                           static_cast<double>(std::max<size_t>(1, report.records));
    return FormatFixed(percent, 1) + " % of the records";
  };
  html.Open("dl", "class=\"tiles\"");
  WriteTile(html, "Records", CountText(report.records),
            CountText(report.unreadable) + " unreadable");
  WriteTile(html, "With errors", CountText(report.records_with_errors),
            share(report.records_with_errors));
  WriteTile(html, "With warnings only", CountText(report.records_with_warnings),
            share(report.records_with_warnings));
  WriteTile(html, "Clean", CountText(clean), share(clean));
  WriteTile(html, "Files",
            report.file_list.empty() ? "–" : CountText(report.files_listed - report.files_bad),
            report.file_list.empty()
                ? "no list of hashes was compared"
                : "as in " + report.file_list + "; " + CountText(report.files_bad) + " bad");
  html.Close();
}

void WriteCounts(HtmlWriter& html, const VerifyReport& report) {
  if (report.counts.empty()) return;
  OpenSection(html, "counts", "Number of records");
  html.Open("table", "class=\"narrow\"");
  html.Open("tbody");
  for (const DatasetCount& count : report.counts) {
    std::string published;
    for (const size_t number : count.dataset->published) {
      published += (published.empty() ? "" : " or ") + CountText(number);
    }
    html.Open("tr");
    html.Element("th", count.dataset->title, "scope=\"row\"");
    html.Element("td", CountText(count.records) + " here", "class=\"number\"");
    html.Element("td", published + " published", "class=\"number\"");
    html.Element("td", count.IsComplete() ? "✓" : "differs");
    html.Element("td", count.dataset->source, "class=\"code\"");
    html.Close();
  }
  html.Close();
  html.Close();
  html.Close();
}

// Check → records it names with an error, and with a warning only.
using CheckCounts = std::vector<std::pair<CheckText, std::pair<size_t, size_t>>>;

CheckCounts CountChecks(const VerifyReport& report) {
  CheckCounts counts;
  for (const CheckText& text : kCheckTexts) {
    std::set<std::string_view> errors, all;
    bool found_any = false;
    for (const VerifyProblem& found : report.problems) {
      if (found.problem.check != text.check) continue;
      found_any = true;
      if (found.problem.severity != Severity::kNote) all.insert(found.record_id);
      if (found.problem.severity == Severity::kError) errors.insert(found.record_id);
    }
    if (found_any) counts.push_back({text, {errors.size(), all.size() - errors.size()}});
  }
  return counts;
}

void WriteChart(HtmlWriter& html, const CheckCounts& counts) {
  OpenSection(html, "checks", "What was found");
  if (counts.empty()) {
    html.Element("p", "Nothing: every check passed on every record.", "class=\"meta\"");
    html.Close();
    return;
  }
  StackedBarChart chart;
  chart.title = "Records by check";
  chart.first_name = "errors";
  chart.second_name = "warnings only";
  chart.count_name = "records (or files)";
  for (const auto& [text, count] : counts) {
    if (count.first + count.second == 0) continue;  // notes only
    chart.bars.push_back({text.title, count.first, count.second});
  }
  WriteChart(html, {StackedBarChartSize(chart), DescribeStackedBarChart(chart),
                    [&](Canvas& canvas) { DrawStackedBarChart(canvas, chart); }});
  html.Close();
}

void WriteProblemTable(HtmlWriter& html, const VerifyReport& report, const CheckText& text) {
  html.Open("div", "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Problems\"");
  html.Open("table");
  html.Open("tbody");
  size_t rows = 0;
  for (const VerifyProblem& found : report.problems) {
    if (found.problem.check != text.check || ++rows > kMaxRows) continue;
    html.Open("tr");
    html.Element("th", ShortenText(found.record_id, 80), "scope=\"row\"");
    html.Element("td", ShortenText(found.problem.lead, 20));
    html.Element("td", ShortenText(found.problem.message, 300));
    html.Element("td", SeverityName(found.problem.severity), "class=\"muted\"");
    html.Close();
  }
  html.Close();
  html.Close();
  html.Close();
  if (rows > kMaxRows) {
    html.Element("p", "… and " + CountText(rows - kMaxRows) + " more, see problems.csv.",
                 "class=\"muted\"");
  }
}

void WriteExample(HtmlWriter& html, const VerifyExample& example) {
  if (!example.window) {
    html.Element("p", ShortenText(example.title + ": " + example.note, 300), "class=\"note\"");
    return;
  }
  const EcgStripsOptions& strips = example.strips;
  html.Open("figure", "class=\"ecg\" tabindex=\"0\"");
  html.Trusted(
      RenderPicture(EcgStripsSize(strips.leads.size()),
                    {PictureFormat::kSvg,
                     "ECG strips of " + example.title + ": " + ShortenText(example.note, 200)},
                    [&](Canvas& canvas) { DrawEcgStrips(canvas, *example.window, strips); }));
  html.Element("figcaption", ShortenText(example.title + ": " + example.note, 300),
               "class=\"meta\"");
  html.Close();
}

void WriteCheck(HtmlWriter& html, const VerifyReport& report, const VerifySource& source,
                const CheckText& text) {
  OpenSection(html, text.check, text.title);
  html.Element("p", std::string(text.text) + " Check “" + text.check + "”.", "class=\"meta\"");
  WriteProblemTable(html, report, text);
  for (const VerifyExample& example : PickExamples(report, source, text.check)) {
    WriteExample(html, example);
  }
  html.Close();
}

}  // namespace

std::string BuildVerifyPage(const VerifyReport& report, const VerifySource& source) {
  const std::string name = ShortenText(report.path.string(), 120);
  const CheckCounts counts = CountChecks(report);
  HtmlWriter html;
  OpenPage(html, {"Verification of " + name, "supreme – verification", name});
  html.Open("nav", "aria-label=\"Sections\"");
  for (const auto& [text, count] : counts) {
    html.Element("a", text.title, HtmlAttribute("href", std::string("#") + text.check));
  }
  html.Close();
  html.Close();
  html.Open("main");
  WriteTiles(html, report);
  WriteCounts(html, report);
  WriteChart(html, counts);
  for (const auto& [text, count] : counts) WriteCheck(html, report, source, text);
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
