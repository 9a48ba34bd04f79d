// supreme convert: ECG files of any format to WFDB, CSV, NPY or JSON.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>
#include <utility>

#include "cli/arguments.h"
#include "cli/convert_output.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/ordered_workers.h"
#include "core/progress.h"
#include "formats/find_records.h"
#include "formats/open.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kRecordsPerRead = 64;
constexpr size_t kReadAhead = 16;

struct ConvertCall {
  std::vector<std::string> paths;
  std::string out;
  std::string to = "auto";
  double rate_hz = 0;
  std::string unit;
  std::string leads;
  bool force = false;
  std::string format = "table";
  int64_t workers = 0;
};

bool ParseCall(const VerbArguments& arguments, ConvertCall& call) {
  Arguments flags("convert",
                  "Writes ECG files of any format that is read (WFDB, DICOM, SCP-ECG, HL7 aECG,\n"
                  "Philips XML, EDF, HDF5, MATLAB, NPY, CSV) as WFDB, CSV, NPY or JSON, in mV.\n"
                  "Names, identifiers and dates of patients are not taken over.",
                  {"supreme convert ecg.dcm --out ecg.hea", "supreme convert devices/ --out wfdb/",
                   "supreme convert exams_part0.hdf5 --out code15/ --to npy",
                   "supreme convert a.csv --rate 250 --unit uV --out a.hea"});
  flags.Positional("FILE", call.paths,
                   "ECG files, or folders of them; FILE#3 is record 3 of a file with several");
  flags.Option("--out", call.out, "folder, or a file whose ending says the kind: .hea, .csv, …",
               true);
  std::vector<std::string> kinds = ConvertKinds();
  kinds.insert(kinds.begin(), "auto");
  flags.Choice("--to", call.to, kinds,
               "what to write; auto: what --out's ending says, WFDB into a folder");
  flags.Option("--rate", call.rate_hz, "sampling rate in Hz, where a file does not say it");
  flags.Option("--unit", call.unit, "unit of the samples, where a file does not say it: mV, uV, V");
  flags.Option("--leads", call.leads, "names with commas between, where a file has none");
  flags.Flag("--force", call.force, "replace files that exist");
  flags.Choice("--format", call.format, {"table", "json"}, "how to report what was written");
  flags.Option("--workers", call.workers, "threads that read files, 0 = all cores");
  if (!flags.Parse(arguments)) return false;
  if (!call.unit.empty() && !formats::MillivoltsPerUnit(call.unit)) {
    throw Error(ErrorCode::kUsage, "\"" + call.unit + "\" is no unit of voltage", "--unit", "mV");
  }
  if (call.rate_hz < 0 || call.workers < 0) {
    throw Error(ErrorCode::kUsage, "must not be negative",
                call.workers < 0 ? "--workers" : "--rate");
  }
  return true;
}

formats::OpenOptions OptionsOf(const ConvertCall& call) {
  formats::OpenOptions options;
  options.read.sample_rate_hz = call.rate_hz;
  options.read.unit = call.unit;
  for (std::string_view rest = call.leads; !rest.empty();) {
    const size_t comma = std::min(rest.find(','), rest.size());
    options.read.lead_names.emplace_back(Trim(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return options;
}

ConvertTarget TargetOf(const ConvertCall& call, size_t file_count) {
  const fs::path out(call.out);
  const std::string named = KindOfEnding(out);
  std::error_code ignored;
  if (named.empty() || fs::is_directory(out, ignored)) {
    return {out, "", call.to == "auto" ? "wfdb" : call.to, call.force};
  }
  if (file_count > 1) {
    throw Error(ErrorCode::kUsage, "one file for " + std::to_string(file_count) + " records",
                "--out " + call.out, "name a folder");
  }
  if (call.to != "auto" && call.to != named) {
    throw Error(ErrorCode::kUsage, "--to " + call.to + " does not fit the ending",
                "--out " + call.out, "leave --to out");
  }
  return {out.has_parent_path() ? out.parent_path() : ".", out.stem().string(), named, call.force};
}

// The first record of a file, read ahead by a worker.
struct FirstRead {
  formats::Format format = formats::Format::kUnknown;
  formats::RecordAnswer answer;
  std::optional<Error> problem;
};

FirstRead ReadFirst(const fs::path& path, const formats::OpenOptions& options) {
  FirstRead read;
  try {
    read.format = formats::DetectFormat(path);
    read.answer = formats::OpenRange(path, 0, 1, options);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal || error.code() == ErrorCode::kCancelled) throw;
    read.problem = error;
  }
  return read;
}

class Converter {
 public:
  Converter(const ConvertCall& call, std::vector<fs::path> files)
      : call_(call),
        options_(OptionsOf(call)),
        files_(std::move(files)),
        writer_(TargetOf(call, files_.size())) {}

  int Run() {
    const size_t workers = call_.workers > 0 ? static_cast<size_t>(call_.workers)
                                             : std::max(1u, std::thread::hardware_concurrency());
    OrderedWorkers<FirstRead> readers(files_.size(), workers, kReadAhead,
                                      [this](size_t i) { return ReadFirst(files_[i], options_); });
    std::optional<Progress> progress;
    if (files_.size() > 1) progress.emplace("convert", files_.size(), "files");
    for (size_t i = 0; auto read = readers.Next(); ++i) {
      ThrowIfInterrupted();
      ConvertFile(files_[i], *read);
      if (progress) progress->Update(i + 1, failed_ > 0 ? std::to_string(failed_) + " failed" : "");
    }
    writer_.Finish();
    if (progress) progress->Finish(std::to_string(written_) + " records");
    if (call_.format == "json") PrintJson();
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void ConvertFile(const fs::path& path, FirstRead& read) {
    try {
      if (read.problem) throw *read.problem;
      const size_t total = read.answer.total;
      for (size_t done = 0;;) {
        for (const Record& record : read.answer.records) Write(path, record, read.format);
        done += read.answer.records.size();
        if (done >= total) return;
        ThrowIfInterrupted();
        read.answer = formats::OpenRange(path, done, kRecordsPerRead, options_);
      }
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kInternal || error.code() == ErrorCode::kCancelled) throw;
      if (files_.size() == 1) throw;
      std::fprintf(stderr, "error: %s\n", error.what());
      problems_.push_back({{"source", path.string()},
                           {"code", ErrorCodeName(error.code())},
                           {"reason", error.what()}});
      ++failed_;
    }
  }

  void Write(const fs::path& path, const Record& record, formats::Format format) {
    const fs::path file = writer_.Write(record);
    ++written_;
    if (call_.format == "json") {
      records_.push_back({{"source", path.string()},
                          {"file", file.string()},
                          {"record_id", record.record_id},
                          {"format", formats::FormatName(format)},
                          {"sample_rate_hz", record.sample_rate_hz},
                          {"samples", record.sample_count},
                          {"leads", record.lead_names},
                          {"warnings", record.warnings}});
      return;
    }
    std::printf("%s -> %s  (%s, %zu leads, %zu samples at %s Hz)\n", path.c_str(), file.c_str(),
                std::string(formats::FormatName(format)).c_str(), record.lead_names.size(),
                record.sample_count, FormatDouble(record.sample_rate_hz).c_str());
    for (const std::string& warning : record.warnings) {
      std::fprintf(stderr, "note: %s: %s\n", record.record_id.c_str(), warning.c_str());
    }
  }

  void PrintJson() const {
    OrderedJson json;
    json["written"] = written_;
    json["failed"] = failed_;
    json["records"] = records_;
    json["problems"] = problems_;
    std::printf("%s\n", DumpJson(json).c_str());
  }

  const ConvertCall& call_;
  const formats::OpenOptions options_;
  const std::vector<fs::path> files_;
  ConvertWriter writer_;
  OrderedJson records_ = OrderedJson::array();
  OrderedJson problems_ = OrderedJson::array();
  size_t written_ = 0;
  size_t failed_ = 0;
};

}  // namespace

int RunConvert(const VerbArguments& arguments) {
  ConvertCall call;
  if (!ParseCall(arguments, call)) return 0;
  return Converter(call, formats::FindRecords(call.paths)).Run();
}

}  // namespace supreme
