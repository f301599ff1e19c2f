//===- Quantity.h - Numbers that carry their unit -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One type per physical quantity, so that bytes are never added to FLOPs. Each
// holds a double in SI base units (bytes, seconds, joules, ...): counts are
// exact up to 2^53 = 9.0e15 and never overflow beyond it.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SUPPORT_QUANTITY_H
#define PERFOPT_CORE_SUPPORT_QUANTITY_H

#include <compare>

namespace perfopt::core {

template <typename Tag>
class Quantity {
public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : number(value) {}

  /// The number in the unit that the tag names.
  constexpr double value() const { return number; }

  constexpr auto operator<=>(const Quantity &) const = default;
  constexpr Quantity &operator+=(Quantity other) {
    number += other.number;
    return *this;
  }
  constexpr Quantity &operator-=(Quantity other) {
    number -= other.number;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.number + b.number);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.number - b.number);
  }
  friend constexpr Quantity operator*(Quantity a, double factor) {
    return Quantity(a.number * factor);
  }
  friend constexpr Quantity operator*(double factor, Quantity a) {
    return a * factor;
  }
  friend constexpr Quantity operator/(Quantity a, double divisor) {
    return Quantity(a.number / divisor);
  }
  /// A ratio has no unit.
  friend constexpr double operator/(Quantity a, Quantity b) {
    return a.number / b.number;
  }

private:
  double number = 0;
};

/// Floating-point (or integer) operations; a multiply-add is two.
using Flops = Quantity<struct FlopsTag>;
/// Multiply-accumulates; one is two FLOPs.
using Macs = Quantity<struct MacsTag>;
using Bytes = Quantity<struct BytesTag>;
using Seconds = Quantity<struct SecondsTag>;
using Joules = Quantity<struct JoulesTag>;
using Watts = Quantity<struct WattsTag>;
using Usd = Quantity<struct UsdTag>;
/// Grams of CO2 equivalent.
using GramsCo2e = Quantity<struct GramsCo2eTag>;

using FlopsPerSecond = Quantity<struct FlopsPerSecondTag>;
using BytesPerSecond = Quantity<struct BytesPerSecondTag>;
using UsdPerHour = Quantity<struct UsdPerHourTag>;
/// Clock rates.
using Hertz = Quantity<struct HertzTag>;
/// Carbon intensity of an electricity grid.
using GramsCo2ePerKwh = Quantity<struct GramsCo2ePerKwhTag>;
/// Arithmetic intensity.
using FlopsPerByte = Quantity<struct FlopsPerByteTag>;

constexpr Seconds operator/(Flops work, FlopsPerSecond rate) {
  return Seconds(work.value() / rate.value());
}
constexpr Seconds operator/(Bytes traffic, BytesPerSecond rate) {
  return Seconds(traffic.value() / rate.value());
}
constexpr FlopsPerSecond operator/(Flops work, Seconds time) {
  return FlopsPerSecond(work.value() / time.value());
}
constexpr BytesPerSecond operator/(Bytes traffic, Seconds time) {
  return BytesPerSecond(traffic.value() / time.value());
}
constexpr FlopsPerByte operator/(Flops work, Bytes traffic) {
  return FlopsPerByte(work.value() / traffic.value());
}
constexpr Joules operator*(Watts power, Seconds time) {
  return Joules(power.value() * time.value());
}
constexpr Watts operator/(Joules energy, Seconds time) {
  return Watts(energy.value() / time.value());
}
constexpr Usd operator*(UsdPerHour price, Seconds time) {
  return Usd(price.value() * time.value() / 3600.0);
}
constexpr GramsCo2e operator*(GramsCo2ePerKwh intensity, Joules energy) {
  return GramsCo2e(intensity.value() * energy.value() / 3.6e6);
}

/// Decimal megabytes and gigabytes, as vendors and DIPPM print them.
constexpr double megabytes(Bytes bytes) { return bytes.value() / 1e6; }
constexpr double gigabytes(Bytes bytes) { return bytes.value() / 1e9; }
constexpr Bytes mebibytes(double count) { return Bytes(count * 1024 * 1024); }
constexpr Bytes gibibytes(double count) { return mebibytes(count * 1024); }
constexpr double milliseconds(Seconds time) { return time.value() * 1e3; }
constexpr double microseconds(Seconds time) { return time.value() * 1e6; }
constexpr Seconds fromMicroseconds(double count) {
  return Seconds(count * 1e-6);
}

} // namespace perfopt::core

#endif // PERFOPT_CORE_SUPPORT_QUANTITY_H
