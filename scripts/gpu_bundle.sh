#!/usr/bin/env bash
# Writes OUT_DIR with all that builds supreme-train on an offline machine that has CMake, Ninja, g++ and a Python torch:
# the sources, the header-only libraries, build.sh and gpu_train_bench.sh, which builds and then times training.
set -euo pipefail
out="${1:?usage: scripts/gpu_bundle.sh OUT_DIR}"

for header in /usr/include/nlohmann/json.hpp /usr/include/CLI/CLI.hpp /usr/include/toml++/toml.h; do
  [ -e "$header" ] || { echo "gpu_bundle: $header is missing; try: ./dev setup" >&2; exit 5; }
done

partial="$out.partial"
rm -rf "$partial"
mkdir -p "$partial/third_party"
cp -r CMakeLists.txt CMakePresets.json LICENSE bench cmake configs src vocab "$partial/"
cp scripts/gpu_train_bench.sh "$partial/"
git rev-parse --short HEAD >"$partial/COMMIT" 2>/dev/null || rm -f "$partial/COMMIT"
cp -r /usr/include/nlohmann /usr/include/CLI /usr/include/toml++ "$partial/third_party/"
# Where the packages' licences came along with Debian, so they go with the copies.
for package in nlohmann-json3-dev libcli11-dev libtomlplusplus-dev; do
  cp "/usr/share/doc/$package/copyright" "$partial/third_party/$package.copyright"
done
cat >"$partial/build.sh" <<'BUILD'
#!/usr/bin/env bash
# Builds build/bin/supreme-train with the torch package of this machine's python3.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DSUPREME_WITH_ENGINE=OFF \
  -DSUPREME_BUILD_TESTS=OFF -DSUPREME_BUILD_BENCH=ON -DSUPREME_HEADERS_DIR="$PWD/third_party"
cmake --build build --target supreme-train train_step_bench
build/bin/supreme-train --version
BUILD
chmod +x "$partial/build.sh"
rm -rf "$out"
mv "$partial" "$out"
du -sh "$out"
