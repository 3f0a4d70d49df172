#include "unit-root.hpp"

#include <cmath>

namespace sonde {

namespace {

constexpr double kPi = 3.14159265358979323846;

}  // namespace

UnitRoot unit_root(long long k, long long n) {
  // In units of an eighth of a turn, `octant` whole ones and `rest` / n of one.
  const long long octant = 8 * k / n;
  const long long rest = 8 * k - octant * n;
  const bool odd = (octant & 1) != 0;
  const double angle = kPi / 4 * static_cast<double>(odd ? n - rest : rest) / static_cast<double>(n);
  double c = std::cos(angle);
  double s = std::sin(angle);
  // Mirrored at the diagonal in octants 1, 2, 5, 6.
  if (((octant + 1) & 2) != 0) {
    const double swap = c;
    c = s;
    s = swap;
  }
  const bool left = octant >= 2 && octant < 6;
  const bool lower = octant >= 4;
  return {left ? -c : c, lower ? s : -s};
}

}  // namespace sonde
