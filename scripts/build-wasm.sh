#!/usr/bin/env bash
# Builds public/wasm/sonde.wasm from wasm/kernels and wasm/abi, the same bytes wherever the toolchain is the same:
#   Emscripten 3.1.6 with clang 14.0.6 and binaryen 108 (apt-get install emscripten, Debian 12)
#
#   scripts/build-wasm.sh            builds, and brings src/core/kernels/abi.gen.ts up to date
#   scripts/build-wasm.sh --check    builds to a temporary file and compares it with the committed one, byte for byte
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
committed=public/wasm/sonde.wasm

die() {
  printf 'build-wasm: %s\n' "$1" >&2
  exit 1
}

command -v emcc >/dev/null || die 'emcc was not found; install Emscripten 3.1.6 (Debian 12: apt-get install emscripten)'
emcc_version=$(emcc --version | sed -n '1s/.* \([0-9][0-9.]*\)\([ -].*\)\{0,1\}$/\1/p')
clang_version=$(emcc -v 2>&1 | sed -n 's/.*clang version \([0-9.]*\).*/\1/p' | head -n 1)
printf 'build-wasm: emcc %s, clang %s\n' "${emcc_version:-?}" "${clang_version:-?}"
[ "$emcc_version" = 3.1.6 ] || die "the binary is reproduced by emcc 3.1.6 only; this is ${emcc_version:-unknown}"
[ "$clang_version" = 14.0.6 ] || die "the binary is reproduced by clang 14.0.6 only; this is ${clang_version:-unknown}"

check=false
[ "${1:-}" = --check ] && check=true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if $check; then node scripts/gen-abi.mjs --check; else node scripts/gen-abi.mjs; fi
exports=$(node scripts/gen-abi.mjs --exports | sed 's/^/_/' | paste -sd, -)

# No -ffast-math, no relaxed SIMD, no contraction: the same operations on every machine. No paths in the output.
flags=(-msimd128 -std=c++20 -fno-exceptions -fno-rtti -ffp-contract=off -Wall -Wextra -Wconversion -Wno-sign-conversion -Werror)
# Most of a page's kernels run once per sound or per frame, and are loaded by everybody: they are built small. What is left
# out here (transforms, noise, what goes over each sample or each bin) is where the time goes: see wasm/README.md.
small='^wasm/(abi|kernels/(filter/butterworth|vocoder/scale|edit|level|codec|modify|view|random|interpolation|aperiodicity/d4c-plan|f0/(seekable|tracking|harvest-(neighbours|contour|candidates|bank|sections|tracks))))'
export small
find wasm/kernels wasm/abi -name '*.cpp' | sort >"$work/sources"
compile() {
  local for=-O3
  [[ $2 =~ $small ]] && for=-Os
  emcc "$for" "${@:3}" -c "$2" -o "$1/$(printf '%s' "$2" | tr / -).o"
}
export -f compile
xargs -P "$(nproc)" -I{} bash -c 'compile "$@"' _ "$work" {} "${flags[@]}" <"$work/sources"
sed "s|/|-|g; s|^|$work/|; s|$|.o|" "$work/sources" >"$work/objects"

mapfile -t objects <"$work/objects"
emcc -O3 "${objects[@]}" --no-entry -s STANDALONE_WASM -s ALLOW_MEMORY_GROWTH=1 -s INITIAL_MEMORY=4MB \
  -s MAXIMUM_MEMORY=4GB -s TOTAL_STACK=1MB -s EXPORTED_FUNCTIONS="$exports" -o "$work/sonde.wasm"

bytes=$(wc -c <"$work/sonde.wasm")
if $check; then
  cmp "$work/sonde.wasm" "$committed" || die "$committed is not what the sources give: run npm run build:wasm"
  printf 'build-wasm: %s is what the sources give, %s bytes\n' "$committed" "$bytes"
else
  mkdir -p "$(dirname "$committed")"
  install -m 644 "$work/sonde.wasm" "$committed.new"
  mv "$committed.new" "$committed"
  printf 'build-wasm: wrote %s, %s bytes\n' "$committed" "$bytes"
fi
