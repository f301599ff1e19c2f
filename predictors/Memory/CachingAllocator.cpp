//===- CachingAllocator.cpp - PyTorch's CUDA caching allocator ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/CachingAllocator.h"

#include "core/Support/AllocatorGranule.h"

#include <algorithm>
#include <cassert>

using namespace perfopt;
using namespace perfopt::predictors;

// Bytes; the comments give the names in CUDACachingAllocator.cpp.
static constexpr int64_t kKiB = 1024;
static constexpr int64_t kMiB = 1024 * kKiB;
static constexpr int64_t kGranule = core::kAllocatorGranule; // kMinBlockSize
static constexpr int64_t kLargestSmall = 1 * kMiB;           // kSmallSize
static constexpr int64_t kSmallSegment = 2 * kMiB;           // kSmallBuffer
static constexpr int64_t kSmallestOwnSegment = 10 * kMiB;    // kMinLargeAlloc
static constexpr int64_t kSharedSegment = 20 * kMiB;         // kLargeBuffer
static constexpr int64_t kSegmentGranule = 2 * kMiB;         // kRoundLarge

static int64_t roundUp(int64_t bytes, int64_t multiple) {
  return (bytes + multiple - 1) / multiple * multiple;
}

int64_t CachingAllocator::roundedSize(int64_t bytes) {
  assert(bytes >= 0 && "a request has a size");
  int64_t size = std::min(bytes, kAddressSpace);
  // Only the rest goes through a double, which does not hold every size.
  int64_t rest = size % kGranule;
  core::Bytes last = core::roundedToGranule(core::Bytes(double(rest)));
  return size - rest + static_cast<int64_t>(last.value());
}

int64_t CachingAllocator::segmentSize(int64_t bytes) {
  int64_t size = roundedSize(bytes);
  if (size == 0)
    return 0;
  if (size <= kLargestSmall)
    return kSmallSegment;
  if (size < kSmallestOwnSegment)
    return kSharedSegment;
  return roundUp(size, kSegmentGranule);
}

CachingAllocator::Block CachingAllocator::allocate(int64_t bytes) {
  assert(bytes >= 0 && "a request has a size");
  if (bytes <= 0)
    return Block();
  if (bytes > kAddressSpace) {
    ++refusedRequests;
    return Block();
  }
  int64_t size = roundedSize(bytes);
  size_t index = takeFree(size);
  if (index == kNone)
    index = openSegment(size);
  if (index == kNone) {
    ++refusedRequests;
    return Block();
  }
  splitOff(index, size);
  chunks[index].inUse = true;
  allocatedBytes += chunks[index].size;
  return Block(index);
}

void CachingAllocator::free(Block block) {
  if (!block)
    return;
  size_t index = block.index;
  assert(index < chunks.size() && chunks[index].inUse && "freed twice");
  chunks[index].inUse = false;
  allocatedBytes -= chunks[index].size;
  if (size_t next = chunks[index].next; isFree(next)) {
    unlistFree(next);
    absorbNext(index);
  }
  if (size_t previous = chunks[index].previous; isFree(previous)) {
    unlistFree(previous);
    absorbNext(previous);
    index = previous;
  }
  listFree(index);
}

/// The best fit, taken out of its pool.
size_t CachingAllocator::takeFree(int64_t size) {
  Pool &pool = size <= kLargestSmall ? smallPool : largePool;
  auto best = pool.lower_bound({size, 0});
  if (best == pool.end())
    return kNone;
  size_t index = best->second;
  pool.erase(best);
  return index;
}

size_t CachingAllocator::openSegment(int64_t size) {
  int64_t segment = segmentSize(size);
  if (segment > kAddressSpace - reservedBytes)
    return kNone;
  Chunk chunk;
  chunk.address = reservedBytes;
  chunk.size = segment;
  chunk.isSmall = size <= kLargestSmall;
  reservedBytes += segment;
  return addChunk(chunk);
}

/// Cuts the chunk to `size` if its rest is worth keeping, and frees the rest.
void CachingAllocator::splitOff(size_t index, int64_t size) {
  Chunk rest = chunks[index];
  rest.address += size;
  rest.size -= size;
  rest.previous = index;
  if (rest.isSmall ? rest.size < kGranule : rest.size <= kLargestSmall)
    return;
  size_t restIndex = addChunk(rest);
  if (rest.next != kNone)
    chunks[rest.next].previous = restIndex;
  chunks[index].size = size;
  chunks[index].next = restIndex;
  listFree(restIndex);
}

size_t CachingAllocator::addChunk(Chunk chunk) {
  if (spare.empty()) {
    chunks.push_back(chunk);
    return chunks.size() - 1;
  }
  size_t index = spare.back();
  spare.pop_back();
  chunks[index] = chunk;
  return index;
}

bool CachingAllocator::isFree(size_t index) const {
  return index != kNone && !chunks[index].inUse;
}

void CachingAllocator::listFree(size_t index) {
  const Chunk &chunk = chunks[index];
  poolOf(chunk).emplace(std::pair(chunk.size, chunk.address), index);
}

void CachingAllocator::unlistFree(size_t index) {
  const Chunk &chunk = chunks[index];
  poolOf(chunk).erase({chunk.size, chunk.address});
}

/// Joins the chunk with its neighbour at the next address.
void CachingAllocator::absorbNext(size_t index) {
  Chunk &chunk = chunks[index];
  size_t absorbed = chunk.next;
  chunk.size += chunks[absorbed].size;
  chunk.next = chunks[absorbed].next;
  if (chunk.next != kNone)
    chunks[chunk.next].previous = index;
  spare.push_back(absorbed);
}
