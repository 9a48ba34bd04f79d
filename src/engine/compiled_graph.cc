#include "engine/compiled_graph.h"

#include <openvino/runtime/core.hpp>
#include <openvino/runtime/properties.hpp>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

// Loading the CPU plugin takes tens of milliseconds: once a process.
ov::Core& SharedCore() {
  static ov::Core core;
  return core;
}

ov::element::Type PrecisionType(const std::string& precision) {
  if (precision == "fp32") return ov::element::f32;
  if (precision == "bf16") return ov::element::bf16;
  throw Error(ErrorCode::kUsage, "unknown precision \"" + precision + "\"", "precision",
              "fp32 or bf16");
}

ov::CompiledModel Compile(const std::shared_ptr<ov::Model>& model, const CompileOptions& options) {
  ov::AnyMap properties = {
      ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
      ov::hint::inference_precision(PrecisionType(options.precision)),
  };
  if (options.threads > 0) properties.insert(ov::inference_num_threads(options.threads));
  if (!options.cache_folder.empty()) properties.insert(ov::cache_dir(options.cache_folder));
  try {
    return SharedCore().compile_model(model, "CPU", properties);
  } catch (const ov::Exception& error) {
    throw Error(ErrorCode::kUnavailable,
                std::string("OpenVINO cannot compile the network: ") + error.what(),
                "inference engine", "run ./dev setup to install the engine anew");
  }
}

}  // namespace

CompiledGraph::CompiledGraph(const std::shared_ptr<ov::Model>& model, const CompileOptions& options)
    : compiled_(Compile(model, options)) {}

ov::InferRequest CompiledGraph::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      ov::InferRequest request = std::move(idle_.back());
      idle_.pop_back();
      return request;
    }
  }
  return compiled_.create_infer_request();
}

void CompiledGraph::GiveBack(ov::InferRequest request) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(request));
}

}  // namespace supreme
