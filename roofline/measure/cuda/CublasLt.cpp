//===- CublasLt.cpp - Products of NVIDIA's library ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CublasLt.h"

#include <fmt/format.h>

#include <cublasLt.h>

#include <array>
#include <dlfcn.h>
#include <limits>

namespace perfopt::measure {

/// What the library recommends for Hopper; more than others need.
static constexpr size_t kWorkspaceBytes = 32u << 20;

struct CublasLt::Functions {
  decltype(&cublasLtCreate) create;
  decltype(&cublasLtDestroy) destroy;
  decltype(&cublasLtGetVersion) version;
  decltype(&cublasLtMatmul) matmul;
  decltype(&cublasLtMatmulDescCreate) createOperation;
  decltype(&cublasLtMatmulDescDestroy) destroyOperation;
  decltype(&cublasLtMatmulDescSetAttribute) setOperation;
  decltype(&cublasLtMatrixLayoutCreate) createLayout;
  decltype(&cublasLtMatrixLayoutDestroy) destroyLayout;
  decltype(&cublasLtMatmulPreferenceCreate) createPreference;
  decltype(&cublasLtMatmulPreferenceDestroy) destroyPreference;
  decltype(&cublasLtMatmulPreferenceSetAttribute) setPreference;
  decltype(&cublasLtMatmulAlgoGetHeuristic) propose;
};

namespace {

struct Types {
  cudaDataType operand, result, scale;
  cublasComputeType_t compute;
  double operandBytes, resultBytes;
};

constexpr Types typesOf(Product product) {
  switch (product) {
  case Product::Fp32:
    return {CUDA_R_32F, CUDA_R_32F, CUDA_R_32F, CUBLAS_COMPUTE_32F, 4, 4};
  case Product::Tf32:
    return {CUDA_R_32F, CUDA_R_32F, CUDA_R_32F, CUBLAS_COMPUTE_32F_FAST_TF32,
            4,          4};
  case Product::Fp16:
    return {CUDA_R_16F, CUDA_R_16F, CUDA_R_32F, CUBLAS_COMPUTE_32F, 2, 2};
  case Product::Bf16:
    return {CUDA_R_16BF, CUDA_R_16BF, CUDA_R_32F, CUBLAS_COMPUTE_32F, 2, 2};
  case Product::Fp8:
    return {CUDA_R_8F_E4M3, CUDA_R_16BF, CUDA_R_32F, CUBLAS_COMPUTE_32F, 1, 2};
  case Product::Int8:
    break;
  }
  return {CUDA_R_8I, CUDA_R_32I, CUDA_R_32I, CUBLAS_COMPUTE_32I, 1, 4};
}

template <typename Function>
bool bind(void *library, const char *name, Function &function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

} // namespace

core::Bytes operandBytes(Product product) {
  return core::Bytes(typesOf(product).operandBytes);
}
core::Bytes resultBytes(Product product) {
  return core::Bytes(typesOf(product).resultBytes);
}

/// What a launch refers to, kept as long as the launch.
struct CublasLt::Plan {
  explicit Plan(const Functions &functions) : functions(functions) {}
  ~Plan() {
    functions.destroyLayout(c);
    functions.destroyLayout(b);
    functions.destroyLayout(a);
    functions.destroyOperation(operation);
  }
  Plan(const Plan &) = delete;
  Plan &operator=(const Plan &) = delete;

  const Functions &functions;
  cublasLtMatmulDesc_t operation = nullptr;
  cublasLtMatrixLayout_t a = nullptr, b = nullptr, c = nullptr;
  cublasLtMatmulAlgo_t algorithm{};
};

CublasLt::CublasLt(std::unique_ptr<Functions> functions, void *handle)
    : functions(std::move(functions)), handle(handle),
      workspace(core::Bytes(kWorkspaceBytes)) {}

CublasLt::~CublasLt() {
  functions->destroy(static_cast<cublasLtHandle_t>(handle));
}

core::Result<std::unique_ptr<CublasLt>> CublasLt::open() {
  std::string file = fmt::format("libcublasLt.so.{}", CUBLAS_VER_MAJOR);
  // Stays loaded: the library cleans up after itself at the end of the process.
  void *library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return core::Error{file + " cannot be loaded, so that tensor peaks are not "
                              "measured; add its folder to LD_LIBRARY_PATH"};
  auto functions = std::make_unique<Functions>();
  bool complete =
      bind(library, "cublasLtCreate", functions->create) &&
      bind(library, "cublasLtDestroy", functions->destroy) &&
      bind(library, "cublasLtGetVersion", functions->version) &&
      bind(library, "cublasLtMatmul", functions->matmul) &&
      bind(library, "cublasLtMatmulDescCreate", functions->createOperation) &&
      bind(library, "cublasLtMatmulDescDestroy", functions->destroyOperation) &&
      bind(library, "cublasLtMatmulDescSetAttribute",
           functions->setOperation) &&
      bind(library, "cublasLtMatrixLayoutCreate", functions->createLayout) &&
      bind(library, "cublasLtMatrixLayoutDestroy", functions->destroyLayout) &&
      bind(library, "cublasLtMatmulPreferenceCreate",
           functions->createPreference) &&
      bind(library, "cublasLtMatmulPreferenceDestroy",
           functions->destroyPreference) &&
      bind(library, "cublasLtMatmulPreferenceSetAttribute",
           functions->setPreference) &&
      bind(library, "cublasLtMatmulAlgoGetHeuristic", functions->propose);
  cublasLtHandle_t handle = nullptr;
  if (!complete || functions->create(&handle) != CUBLAS_STATUS_SUCCESS)
    return core::Error{file + " does not start"};
  return std::unique_ptr<CublasLt>(new CublasLt(std::move(functions), handle));
}

std::string CublasLt::version() const {
  // 10000 major + 100 minor + patch
  size_t number = functions->version();
  return fmt::format("cuBLASLt {}.{}.{}", number / 10000, number / 100 % 100,
                     number % 100);
}

core::Result<CublasLt::Launch>
CublasLt::prepare(Product product, int64_t m, int64_t n, int64_t k,
                  const void *a, const void *b, void *c, const Stream &stream) {
  Types types = typesOf(product);
  auto plan = std::make_shared<Plan>(*functions);
  auto rows = static_cast<uint64_t>(m), columns = static_cast<uint64_t>(n),
       depth = static_cast<uint64_t>(k);
  functions->createOperation(&plan->operation, types.compute, types.scale);
  cublasOperation_t transposed = CUBLAS_OP_T;
  functions->setOperation(plan->operation, CUBLASLT_MATMUL_DESC_TRANSA,
                          &transposed, sizeof(transposed));
  functions->createLayout(&plan->a, types.operand, depth, rows, k);
  functions->createLayout(&plan->b, types.operand, depth, columns, k);
  functions->createLayout(&plan->c, types.result, rows, columns, m);

  cublasLtMatmulPreference_t preference = nullptr;
  functions->createPreference(&preference);
  uint64_t most = workspace ? kWorkspaceBytes : 0;
  functions->setPreference(preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES,
                           &most, sizeof(most));
  std::array<cublasLtMatmulHeuristicResult_t, 8> proposals{};
  int count = 0;
  cublasStatus_t status = functions->propose(
      static_cast<cublasLtHandle_t>(handle), plan->operation, plan->a, plan->b,
      plan->c, plan->c, preference, static_cast<int>(proposals.size()),
      proposals.data(), &count);
  functions->destroyPreference(preference);
  if (status != CUBLAS_STATUS_SUCCESS || count == 0)
    return core::Error{fmt::format("cuBLASLt has no such product here, status "
                                   "{}",
                                   static_cast<int>(status))};

  auto launch = [this, plan, types, &stream](const void *a, const void *b,
                                             void *c) {
    float one = 1, zero = 0;
    int32_t wholeOne = 1, wholeZero = 0;
    bool isWhole = types.scale == CUDA_R_32I;
    return functions->matmul(
        static_cast<cublasLtHandle_t>(handle), plan->operation,
        isWhole ? static_cast<void *>(&wholeOne) : &one, a, plan->a, b, plan->b,
        isWhole ? static_cast<void *>(&wholeZero) : &zero, c, plan->c, c,
        plan->c, &plan->algorithm, workspace.get(),
        workspace ? kWorkspaceBytes : 0, stream.get());
  };
  TimedWork timed = stream.timed([&] { launch(a, b, c); });
  core::Seconds best(std::numeric_limits<double>::infinity());
  cublasLtMatmulAlgo_t fastest{};
  for (int i = 0; i < count; ++i) {
    plan->algorithm = proposals[static_cast<size_t>(i)].algo;
    // The first run loads the kernel, and tells whether there is one.
    if (launch(a, b, c) != CUBLAS_STATUS_SUCCESS)
      continue;
    if (core::Seconds time = timed(1); time < best) {
      best = time;
      fastest = plan->algorithm;
    }
  }
  if (core::Status works = deviceStatus("a product of cuBLASLt"); !works)
    return works.error();
  if (best.value() == std::numeric_limits<double>::infinity())
    return core::Error{"none of the kernels that cuBLASLt proposes runs here"};
  plan->algorithm = fastest;
  return Launch(
      [launch](const void *a, const void *b, void *c) { launch(a, b, c); });
}

} // namespace perfopt::measure
