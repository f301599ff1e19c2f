//===- Blas.cpp - The product of a tuned library --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Loaded at run time: the program neither needs a BLAS to be built nor to run.
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/Gemm.h"

#include <fmt/format.h>

#include <dlfcn.h>

namespace perfopt::measure {

namespace {

struct Library {
  const char *file;
  /// A function that only this library has, and that tells it apart from
  /// another one under the common name libblas.so.3.
  const char *mark;
  const char *setThreads;
};

constexpr Library kLibraries[] = {
    {"libopenblas.so.0", "openblas_get_config", "openblas_set_num_threads"},
    {"libmkl_rt.so.2", "mkl_get_max_threads", "MKL_Set_Num_Threads"},
    {"libblis.so.4", "bli_info_get_version_str", "bli_thread_set_num_threads"},
    {"libblis.so.3", "bli_info_get_version_str", "bli_thread_set_num_threads"},
    {"libblas.so.3", "openblas_get_config", "openblas_set_num_threads"},
};

// Of the C interface to the BLAS, with 32-bit integers.
using Sgemm = void (*)(int order, int transposeA, int transposeB, int m, int n,
                       int k, float alpha, const float *a, int lda,
                       const float *b, int ldb, float beta, float *c, int ldc);
constexpr int kRowMajor = 101, kNoTranspose = 111;

template <typename Function>
Function symbol(void *handle, const char *name) {
  return reinterpret_cast<Function>(dlsym(handle, name));
}

/// OpenBLAS says "OpenBLAS 0.3.21 DYNAMIC_ARCH ... Zen MAX_THREADS=64".
std::string nameOf(void *handle, const Library &library) {
  std::string mark = library.mark;
  if (mark == "openblas_get_config")
    return fmt::format("{} ({})",
                       symbol<const char *(*)()>(handle, library.mark)(),
                       library.file);
  return mark.starts_with("bli_") ? fmt::format("BLIS ({})", library.file)
                                  : fmt::format("MKL ({})", library.file);
}

class Blas : public Gemm {
public:
  /// The library stays loaded: its threads cannot be stopped.
  Blas(std::string name, Sgemm sgemm) : text(std::move(name)), sgemm(sgemm) {}

  std::string name() const override { return text; }
  void multiply(int64_t m, int64_t n, int64_t k, const float *a, const float *b,
                float *c) override {
    int rows = static_cast<int>(m), columns = static_cast<int>(n),
        depth = static_cast<int>(k);
    sgemm(kRowMajor, kNoTranspose, kNoTranspose, rows, columns, depth, 1, a,
          depth, b, columns, 0, c, columns);
  }

private:
  std::string text;
  Sgemm sgemm;
};

} // namespace

std::unique_ptr<Gemm> loadBlas(int threads) {
  for (const Library &library : kLibraries) {
    void *handle = dlopen(library.file, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
      continue;
    auto sgemm = symbol<Sgemm>(handle, "cblas_sgemm");
    if (!sgemm || !dlsym(handle, library.mark)) {
      dlclose(handle);
      continue;
    }
    if (auto setThreads = symbol<void (*)(int)>(handle, library.setThreads))
      setThreads(threads);
    return std::make_unique<Blas>(nameOf(handle, library), sgemm);
  }
  return nullptr;
}

} // namespace perfopt::measure
