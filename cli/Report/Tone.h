//===- Tone.h - What a text says beside its words -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each kind of report shows a tone in its own way: a terminal in ANSI colours,
// a page by a class.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TONE_H
#define PERFOPT_CLI_REPORT_TONE_H

namespace perfopt::cli {

enum class Tone { Plain, Strong, Good, Doubtful, Bad, Bar };

namespace style {
inline constexpr Tone kStrong = Tone::Strong;
inline constexpr Tone kGood = Tone::Good;
inline constexpr Tone kDoubtful = Tone::Doubtful;
inline constexpr Tone kBad = Tone::Bad;
inline constexpr Tone kBar = Tone::Bar;
} // namespace style

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TONE_H
