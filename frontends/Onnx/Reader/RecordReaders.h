//===- RecordReaders.h - From fields to records ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One overload of `readRecord` per message. Each adds to the record, as
// protobuf merges a message that occurs twice; the numbers in their switches
// are the field numbers of onnx/onnx.proto (ONNX 1.23). Used inside this
// folder and by the conformance tests, which read single tensors.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_RECORDREADERS_H
#define PERFOPT_FRONTENDS_ONNX_READER_RECORDREADERS_H

#include "frontends/Onnx/Reader/Model.h"
#include "frontends/Onnx/Reader/WireReader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace perfopt::onnx {

// TensorRecords.cpp
void readRecord(WireReader &in, StringEntry &entry);
void readRecord(WireReader &in, Dim &dim);
void readRecord(WireReader &in, std::vector<Dim> &shape);
void readRecord(WireReader &in, Type &type);
void readRecord(WireReader &in, ValueInfo &value);
void readRecord(WireReader &in, Tensor &tensor);
void readRecord(WireReader &in, SparseTensor &tensor);

// GraphRecords.cpp
void readRecord(WireReader &in, OpsetImport &import);
void readRecord(WireReader &in, Attribute &attribute);
void readRecord(WireReader &in, Node &node);
void readRecord(WireReader &in, Graph &graph);
void readRecord(WireReader &in, Function &function);

/// Passes over a field that the records leave out.
void passOver(WireReader &in);

/// What a message is called in failures: "graph", "node 17".
struct Place {
  Place(const char *what) : what(what) {}
  Place(const char *what, size_t index) : what(what), index(index) {}
  std::string str() const {
    std::string text = what;
    if (index)
      text.append(" ").append(std::to_string(*index));
    return text;
  }

  const char *what;
  std::optional<size_t> index;
};

/// Enters the message that the current field holds.
template <typename Record>
void readMessage(WireReader &in, Record &record, Place place) {
  WireState &state = in.shared();
  std::string_view bytes;
  in.read(bytes);
  if (state.depth == kMaxNesting)
    in.fail("damaged", "messages are nested more than " +
                           std::to_string(kMaxNesting) +
                           " deep, which protobuf refuses");
  if (!state.failed) {
    ++state.depth;
    WireReader inner(bytes, state);
    readRecord(inner, record);
    --state.depth;
  }
  if (state.failed)
    state.addPlace(place.str());
}

/// The same for one more element of a repeated field.
template <typename Record>
void appendMessage(WireReader &in, std::vector<Record> &records,
                   const char *what) {
  Place place(what, records.size());
  readMessage(in, records.emplace_back(), place);
}

/// The same for a field that is there at most once.
template <typename Record>
void readOptional(WireReader &in, std::unique_ptr<Record> &record,
                  const char *what) {
  if (!record)
    record = std::make_unique<Record>();
  readMessage(in, *record, what);
}

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_RECORDREADERS_H
