//===- Refusals.cpp - Why an operator or a type is not modelled -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/Refusals.h"

#include "llvm/ADT/StringSwitch.h"

using llvm::StringRef;

namespace perfopt::onnx {

StringRef refusalReason(StringRef domain, StringRef opType) {
  if (domain == "ai.onnx.ml")
    return "classical machine learning (ai.onnx.ml) is not modelled";
  if (domain == "ai.onnx.training" || domain == "ai.onnx.preview.training")
    return "training that the file spells out is not modelled";
  if (!domain.empty())
    return "operators of this domain are not known";
  return llvm::StringSwitch<StringRef>(opType)
      .Cases(
          {"StringConcat", "StringNormalizer", "StringSplit", "RegexFullMatch"},
          "strings are not modelled")
      .Default("this operator is not known");
}

std::string describeType(const Type &type) {
  switch (type.kind) {
  case Type::Kind::None:
    return "of no stated type";
  case Type::Kind::Tensor:
    return type.elementType == DataType::String
               ? "a tensor of strings"
               : "a tensor of no known numbers";
  case Type::Kind::SparseTensor:
    return "a sparse tensor";
  case Type::Kind::Sequence:
    return "a sequence" +
           (type.element ? " of " + describeType(*type.element) : "");
  case Type::Kind::Optional:
    return "an optional" +
           (type.element ? " of " + describeType(*type.element) : "");
  case Type::Kind::Map:
    return "a map";
  case Type::Kind::Opaque:
    return "an opaque value";
  }
  return "of no known type";
}

} // namespace perfopt::onnx
