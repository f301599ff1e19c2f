//===- HtmlPage.h - The style and the script of a page --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Both stand inside the page, so that it can be sent, kept and opened without
// a network. Without the script everything is there to read.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_HTMLPAGE_H
#define PERFOPT_CLI_REPORT_HTMLPAGE_H

#include <string_view>

namespace perfopt::cli {

/// Light or dark as the reader's system is, and for paper.
std::string_view pageStyle();

/// Sorts a table by the column whose title is pressed, and shows what a chart
/// says of the mark under the pointer.
std::string_view pageScript();

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_HTMLPAGE_H
