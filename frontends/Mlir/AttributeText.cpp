//===- AttributeText.cpp - Attributes of StableHLO from their text --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/AttributeText.h"

#include "mlir/IR/BuiltinAttributes.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::upstream {

/// The text between the brackets of #stablehlo.KIND<...>.
static std::optional<StringRef> bodyOf(Attribute attribute, StringRef kind) {
  auto opaque = dyn_cast_or_null<OpaqueAttr>(attribute);
  if (!opaque)
    return std::nullopt;
  StringRef text = opaque.getAttrData().trim();
  if (!kind.empty() && !text.consume_front(kind))
    return std::nullopt;
  text = text.trim();
  if (!text.consume_front("<") || !text.consume_back(">"))
    return std::nullopt;
  return text.trim();
}

StringRef enumText(Attribute attribute) {
  auto opaque = dyn_cast_or_null<OpaqueAttr>(attribute);
  if (!opaque)
    return {};
  // "comparison_direction LT", in brackets or without.
  StringRef text = opaque.getAttrData().trim();
  if (text.consume_front("<"))
    text.consume_back(">");
  return text.trim().rsplit(' ').second.trim();
}

/// "0, 2" as numbers.
static std::optional<Integers> parseList(StringRef text) {
  Integers numbers;
  text = text.trim();
  while (!text.empty()) {
    auto [number, rest] = text.split(',');
    int64_t value = 0;
    if (number.trim().getAsInteger(10, value))
      return std::nullopt;
    numbers.push_back(value);
    text = rest.trim();
  }
  return numbers;
}

/// `name = [..]` in `body`; empty where it is left out.
static std::optional<Integers> listNamed(StringRef body, StringRef name) {
  for (size_t at = body.find(name); at != StringRef::npos;
       at = body.find(name, at + 1)) {
    // "batching_dims" is also the end of "operand_batching_dims".
    bool whole = at == 0 || body[at - 1] == ' ' || body[at - 1] == ',' ||
                 body[at - 1] == '\n';
    StringRef rest = body.drop_front(at + name.size()).ltrim();
    if (!whole || !rest.consume_front("="))
      continue;
    rest = rest.ltrim();
    size_t end = rest.find(']');
    if (!rest.consume_front("[") || end == StringRef::npos)
      return std::nullopt;
    return parseList(rest.take_front(end - 1));
  }
  return Integers();
}

std::optional<DotDimensions> parseDotDimensions(Attribute attribute) {
  auto body = bodyOf(attribute, "dot");
  if (!body)
    return std::nullopt;
  auto lhsBatch = listNamed(*body, "lhs_batching_dimensions");
  auto rhsBatch = listNamed(*body, "rhs_batching_dimensions");
  auto lhs = listNamed(*body, "lhs_contracting_dimensions");
  auto rhs = listNamed(*body, "rhs_contracting_dimensions");
  if (!lhsBatch || !rhsBatch || !lhs || !rhs)
    return std::nullopt;
  return DotDimensions{*lhsBatch, *rhsBatch, *lhs, *rhs};
}

/// "[b, 0, 1, f]" or, of a kernel, "[0, 1, i, o]".
static std::optional<ConvDimensions::Operand>
parseOperand(StringRef &text, StringRef batch, StringRef feature) {
  text = text.ltrim();
  size_t end = text.find(']');
  if (!text.consume_front("[") || end == StringRef::npos)
    return std::nullopt;
  StringRef list = text.take_front(end - 1);
  text = text.drop_front(end).ltrim();
  ConvDimensions::Operand operand;
  SmallVector<StringRef> names;
  list.split(names, ',');
  operand.spatial.assign(names.size() < 2 ? 0 : names.size() - 2, -1);
  for (auto [position, name] : llvm::enumerate(names)) {
    name = name.trim();
    size_t spatial = 0;
    if (name == batch)
      operand.batch = position;
    else if (name == feature)
      operand.feature = position;
    else if (name.getAsInteger(10, spatial) ||
             spatial >= operand.spatial.size())
      return std::nullopt;
    else
      operand.spatial[spatial] = position;
  }
  bool complete = operand.batch >= 0 && operand.feature >= 0 &&
                  !llvm::is_contained(operand.spatial, -1);
  return complete ? std::optional(operand) : std::nullopt;
}

std::optional<ConvDimensions> parseConvDimensions(Attribute attribute) {
  auto body = bodyOf(attribute, "conv");
  if (!body)
    return std::nullopt;
  StringRef text = *body;
  auto input = parseOperand(text, "b", "f");
  if (!input || !text.consume_front("x"))
    return std::nullopt;
  auto kernel = parseOperand(text, "i", "o");
  if (!kernel || !text.consume_front("->"))
    return std::nullopt;
  auto output = parseOperand(text, "b", "f");
  if (!output || input->spatial.size() != kernel->spatial.size() ||
      input->spatial.size() != output->spatial.size())
    return std::nullopt;
  return ConvDimensions{*input, *kernel, *output};
}

Integers namedIntegers(Attribute attribute, StringRef name) {
  auto opaque = dyn_cast_or_null<OpaqueAttr>(attribute);
  size_t at = opaque ? opaque.getAttrData().find('<') : StringRef::npos;
  if (at == StringRef::npos)
    return {};
  return listNamed(opaque.getAttrData().drop_front(at + 1), name)
      .value_or(Integers());
}

std::optional<Integers> integers(Operation *op, StringRef name, size_t count,
                                 int64_t fallback) {
  Attribute attribute = op->getAttr(name);
  Integers numbers;
  if (!attribute)
    numbers.assign(count, fallback);
  else if (auto array = dyn_cast<DenseI64ArrayAttr>(attribute))
    numbers.assign(array.asArrayRef().begin(), array.asArrayRef().end());
  else if (auto flags = dyn_cast<DenseBoolArrayAttr>(attribute))
    numbers.assign(flags.asArrayRef().begin(), flags.asArrayRef().end());
  else if (auto dense = dyn_cast<DenseIntElementsAttr>(attribute)) {
    constexpr int64_t kMost = 1024;
    if (dense.getNumElements() > kMost ||
        dense.getElementType().getIntOrFloatBitWidth() > 64)
      return std::nullopt;
    for (const APInt &value : dense.getValues<APInt>())
      numbers.push_back(value.getBitWidth() == 1 ? int64_t(value.getZExtValue())
                                                 : value.getSExtValue());
  } else {
    return std::nullopt;
  }
  if (count != SIZE_MAX && numbers.size() != count)
    return std::nullopt;
  return numbers;
}

int64_t integer(Operation *op, StringRef name, int64_t fallback) {
  auto attribute = op->getAttrOfType<IntegerAttr>(name);
  return attribute && attribute.getValue().getBitWidth() <= 64
             ? attribute.getValue().getSExtValue()
             : fallback;
}

} // namespace perfopt::upstream
