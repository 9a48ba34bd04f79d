// A graph compiled for this machine's CPU, with one request per caller at a time.
#pragma once

#include <utility>

#include <memory>
#include <mutex>
#include <openvino/runtime/compiled_model.hpp>
#include <openvino/runtime/infer_request.hpp>
#include <string>
#include <vector>

namespace supreme {

struct CompileOptions {
  int threads = 0;                 // 0 = all cores
  std::string precision = "fp32";  // "fp32" or "bf16"
  std::string cache_folder{};      // empty = none
};

// Thread-safe.
class CompiledGraph {
 public:
  // kUsage for an unknown precision; kUnavailable when the engine or its CPU plugin is not there.
  CompiledGraph(const std::shared_ptr<ov::Model>& model, const CompileOptions& options);

  // A request that nobody else has; it goes back at the end of its life.
  class Lease {
   public:
    explicit Lease(CompiledGraph& graph) : graph_(graph), request_(graph.Take()) {}
    ~Lease() { graph_.GiveBack(std::move(request_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ov::InferRequest& request() { return request_; }

   private:
    CompiledGraph& graph_;
    ov::InferRequest request_;
  };

 private:
  ov::InferRequest Take();
  void GiveBack(ov::InferRequest request);

  ov::CompiledModel compiled_;
  std::mutex mutex_;
  std::vector<ov::InferRequest> idle_;
};

}  // namespace supreme
