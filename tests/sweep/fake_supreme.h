// A program that stands in for supreme: it writes bundles and results at once.
#pragma once

#include <filesystem>
#include <string>

#include "core/atomic_file.h"

namespace supreme {

// Writes the program to `path`. It says its words in `path`.calls; `behaviour` is shell code that
// runs before it does its work, with $verb, $out (run folder), $result and $all its words.
inline void WriteFakeSupreme(const std::filesystem::path& path, const std::string& behaviour = "") {
  WriteFileAtomically(path, R"(#!/bin/sh
verb=$1; all="$*"; out=; result=
echo "$all" >> "$0.calls"
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$2 ;;
    --output) result=$2 ;;
  esac
  shift
done
)" + behaviour + R"(
if [ "$verb" = pretrain ]; then
  mkdir -p "$out/bundle"; : > "$out/bundle/config.json"
else
  echo '{"macro": {"auc": 0.75}}' > "$result"
fi
)");
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

}  // namespace supreme
