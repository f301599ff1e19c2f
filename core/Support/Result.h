//===- Result.h - A value, or the reason why there is none ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Libraries never exit and never throw across their border: what can fail
// returns a Result. On the MLIR side the same role is played by
// mlir::FailureOr with diagnostics.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SUPPORT_RESULT_H
#define PERFOPT_CORE_SUPPORT_RESULT_H

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace perfopt::core {

/// What was found, what was expected, what to do; lower case, no final period.
/// `path`, `line` and `column` (from 1; 0 is unknown) say where.
struct Error {
  std::string message;
  std::string path = {};
  int line = 0;
  int column = 0;

  /// `path:line:column: message`, leaving out what is unknown.
  std::string str() const {
    std::string text = path;
    if (!path.empty() && line > 0) {
      text.append(":").append(std::to_string(line));
      if (column > 0)
        text.append(":").append(std::to_string(column));
    }
    return text.empty() ? message : text + ": " + message;
  }
};

template <typename T>
class [[nodiscard]] Result {
public:
  Result(T value) : state(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state.index() == 0; }

  T &operator*() & { return checked(); }
  const T &operator*() const & { return checked(); }
  T &&operator*() && { return std::move(checked()); }
  T *operator->() { return &checked(); }
  const T *operator->() const { return &checked(); }

  const Error &error() const {
    assert(state.index() == 1 && "a result that holds a value has no error");
    return std::get<1>(state);
  }

private:
  T &checked() {
    assert(state.index() == 0 && "unchecked result");
    return std::get<0>(state);
  }
  const T &checked() const {
    assert(state.index() == 0 && "unchecked result");
    return std::get<0>(state);
  }

  std::variant<T, Error> state;
};

/// For operations that return nothing but may fail.
using Status = Result<std::monostate>;
inline Status success() { return Status(std::monostate()); }

} // namespace perfopt::core

#endif // PERFOPT_CORE_SUPPORT_RESULT_H
