//===- CachingAllocator.h - PyTorch's CUDA caching allocator --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Simulates which memory PyTorch's allocator takes from the driver (reserved)
// and hands out (allocated) for a sequence of requests. All sizes are bytes.
//
//   round    a request up to a multiple of 512 B
//   pool     small up to 1 MiB, large above; they never share memory
//   reuse    the smallest free block of the pool that is large enough, the one
//            at the lowest address among equals
//   segment  without such a block, new memory from the driver: 2 MiB for the
//            small pool, 20 MiB for a request below 10 MiB, else the request
//            rounded up to 2 MiB
//   split    the rest of the block stays free if it is at least 512 B (small
//            pool) or more than 1 MiB (large pool); a smaller rest is handed
//            out with the request and counts as allocated
//   free     joins free neighbours of one segment; segments are kept
//
// Assumes one stream, the default settings of PYTORCH_CUDA_ALLOC_CONF, device
// memory without end (PyTorch gives cached segments back before it runs out)
// and segments at rising addresses.
//
// Source: PyTorch, c10/cuda/CUDACachingAllocator.cpp and
// c10/core/AllocatorConfig.h.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_MEMORY_CACHINGALLOCATOR_H
#define PERFOPT_PREDICTORS_MEMORY_CACHINGALLOCATOR_H

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace perfopt::predictors {

class CachingAllocator {
  static constexpr size_t kNone = SIZE_MAX;

public:
  /// What one request got; false if that is nothing. Valid until it is freed,
  /// for the allocator that made it and its copies.
  class Block {
  public:
    Block() = default;
    explicit operator bool() const { return index != kNone; }

  private:
    friend class CachingAllocator;
    explicit Block(size_t index) : index(index) {}
    size_t index = kNone;
  };

  /// No simulated device holds more: 2^60 B = 1 EiB, where PyTorch refuses a
  /// request outright.
  static constexpr int64_t kAddressSpace = int64_t{1} << 60;

  /// Nothing for a request of zero bytes, or one that does not fit into
  /// kAddressSpace.
  Block allocate(int64_t bytes);
  /// Each block once; freeing nothing does nothing.
  void free(Block block);

  /// Handed out now: rounded requests and the rests too small to split off.
  /// Predictions rest on what is reserved; tests observe splits and merges
  /// through this.
  int64_t allocated() const { return allocatedBytes; }
  /// Taken from the driver. Without memory pressure it never shrinks.
  int64_t reserved() const { return reservedBytes; }
  int64_t peakReserved() const { return reservedBytes; }
  /// Requests that did not fit into kAddressSpace.
  int64_t refused() const { return refusedRequests; }

  /// A request as the allocator rounds it, and the segment that is opened for
  /// it if no free block fits; both 0 for 0. More than kAddressSpace counts as
  /// kAddressSpace.
  static int64_t roundedSize(int64_t bytes);
  static int64_t segmentSize(int64_t bytes);

private:
  /// A piece of a segment, free or handed out. Its neighbours there are
  /// indices into `chunks`.
  struct Chunk {
    int64_t address = 0;
    int64_t size = 0;
    size_t previous = kNone;
    size_t next = kNone;
    bool isSmall = false;
    bool inUse = false;
  };
  /// Free chunks by size, then address.
  using Pool = std::map<std::pair<int64_t, int64_t>, size_t>;

  Pool &poolOf(const Chunk &chunk) {
    return chunk.isSmall ? smallPool : largePool;
  }
  size_t addChunk(Chunk chunk);
  size_t takeFree(int64_t size);
  size_t openSegment(int64_t size);
  void splitOff(size_t index, int64_t size);
  bool isFree(size_t index) const;
  void listFree(size_t index);
  void unlistFree(size_t index);
  void absorbNext(size_t index);

  std::vector<Chunk> chunks;
  /// Indices of `chunks` that merging left empty.
  std::vector<size_t> spare;
  Pool smallPool;
  Pool largePool;
  int64_t allocatedBytes = 0;
  int64_t reservedBytes = 0;
  int64_t refusedRequests = 0;
};

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_MEMORY_CACHINGALLOCATOR_H
