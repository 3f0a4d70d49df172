#!/usr/bin/env bash
# Builds the kernels natively with AddressSanitizer and UndefinedBehaviorSanitizer and runs every wasm/test/*.cpp, each of
# them a program of its own. Fails on a failed expectation, a sanitizer's report or a leak.
#
#   wasm/test/run.sh [name...]     e.g. wasm/test/run.sh fft f0; all without names. CXX chooses the compiler.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

export FLAGS='-O1 -g -std=c++20 -fno-exceptions -fno-rtti -ffp-contract=off -Wall -Wextra
  -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS'
work=$(mktemp -d)
export work
trap 'rm -rf "$work"' EXIT

# A compiler may be there without its sanitizers: take the first that can link with them.
for candidate in ${CXX:-clang++ g++}; do
  # shellcheck disable=SC2086
  if printf 'int main() {}' | "$candidate" $FLAGS -x c++ - -o "$work/probe" 2>/dev/null; then
    export COMPILER=$candidate
    break
  fi
done
[ -n "${COMPILER:-}" ] || { printf 'run.sh: no C++20 compiler with sanitizers (tried %s)\n' "${CXX:-clang++ g++}" >&2; exit 1; }

compile() {
  # shellcheck disable=SC2086
  "$COMPILER" $FLAGS -c "$1" -o "$work/$(printf '%s' "$1" | tr / -).o"
}
export -f compile
find wasm/kernels wasm/abi -name '*.cpp' | sort | xargs -P "$(nproc)" -I{} bash -c 'compile {}'

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for file in wasm/test/*.cpp; do names+=("$(basename "$file" .cpp)"); done
fi
failed=0
for name in "${names[@]}"; do
  # shellcheck disable=SC2086
  "$COMPILER" $FLAGS "wasm/test/$name.cpp" "$work"/*.o -o "$work/$name"
  if (cd "$work" && ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 "./$name"); then
    printf 'ok      %s\n' "$name"
  else
    printf 'FAILED  %s\n' "$name"
    failed=1
  fi
done
exit "$failed"
