#include "core/numbers.h"
#include "signal/wfdb.h"
#include "synth/dataset/layout.h"
#include "synth/dataset/ptbxl_tables.h"

namespace supreme {
namespace {

constexpr uint64_t kRecordsPerFolder = 1000;
constexpr size_t kDigits = 5;

// scp_codes hold the truth, report is what a machine would print. There are no 100 Hz copies
// (filename_lr is empty).
class PtbxlLayout : public LayoutWriter {
 public:
  explicit PtbxlLayout(const DatasetOptions& options)
      : record_count_(options.record_count),
        root_folder_("records" + FormatDouble(options.simulator.sample_rate_hz)) {}

  std::vector<LayoutTable> Tables() const override {
    return {{"ptbxl_database.csv", DatabaseColumns()}};
  }

  std::string RecordFolder(uint64_t number, const Visit&) const override {
    return root_folder_ + "/" + Name(number / kRecordsPerFolder * kRecordsPerFolder);
  }

  LayoutRows WriteRecord(const std::filesystem::path& root, uint64_t number, const Visit& visit,
                         SimulatedRecord& simulated) const override {
    const std::string folder = RecordFolder(number, visit);
    simulated.record.record_id = Name(number) + "_hr";
    WriteWfdb(simulated.record, root / folder, Durability::kRenamed);
    return {DatabaseRow(number, visit, simulated, folder + "/" + simulated.record.record_id)};
  }

  void WriteFixedFiles(const std::filesystem::path& root) const override {
    WriteScpStatements(root / "scp_statements.csv");
  }

 private:
  std::string Name(uint64_t number) const { return PaddedNumber(number, kDigits, record_count_); }

  const uint64_t record_count_;
  const std::string root_folder_;
};

}  // namespace

std::unique_ptr<LayoutWriter> MakePtbxlLayout(const DatasetOptions& options) {
  return std::make_unique<PtbxlLayout>(options);
}

}  // namespace supreme
