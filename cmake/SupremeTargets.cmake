# Functions that define this project's targets. Every folder of src/ uses them, so that a target is
# one statement: what it is called, what it is made of, what it needs.

add_library(supreme_warnings INTERFACE)
target_compile_options(supreme_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wnon-virtual-dtor -Wold-style-cast
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # g++ 12 reports std::string's own code (PR 105651)
  $<$<BOOL:${SUPREME_WERROR}>:-Werror>)

add_library(supreme_sanitizers INTERFACE)
if(SUPREME_SANITIZE)
  target_compile_options(supreme_sanitizers INTERFACE -fsanitize=${SUPREME_SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(supreme_sanitizers INTERFACE -fsanitize=${SUPREME_SANITIZE})
endif()

# supreme_library(NAME SOURCES a.cc ... [DEPS supreme_core ...] [PRIVATE_DEPS lib ...] [TORCH])
# TORCH adds LibTorch and the precompiled header; only folders behind the fence say it.
function(supreme_library name)
  cmake_parse_arguments(arg "TORCH" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${arg_DEPS}
    PRIVATE ${arg_PRIVATE_DEPS} supreme_warnings supreme_sanitizers)
  if(arg_TORCH)
    supreme_use_torch(${name})
  endif()
endfunction()

# supreme_executable(NAME SOURCES ... [DEPS ...] [TORCH])
function(supreme_executable name)
  cmake_parse_arguments(arg "TORCH" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} supreme_warnings supreme_sanitizers)
  if(arg_TORCH)
    supreme_use_torch(${name})
  endif()
endfunction()

# supreme_test(NAME SOURCES a_test.cc ... DEPS supreme_x ... [TORCH] [LABELS unit])
# One ctest entry per binary: a process that links LibTorch takes 0.2 s before main.
function(supreme_test name)
  cmake_parse_arguments(arg "TORCH" "TIMEOUT" "SOURCES;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} GTest::gmock GTest::gtest_main
    supreme_warnings supreme_sanitizers)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE
    SUPREME_SOURCE_DIR="${CMAKE_SOURCE_DIR}" SUPREME_DEPS_DIR="${SUPREME_DEPS_DIR}"
    SUPREME_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  if(arg_TORCH)
    supreme_use_torch(${name})
  endif()
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT})
endfunction()

# Compiles ATen's header once for all targets (7 s a file without it). -fpch-preprocess lets ccache
# keep objects that were made with it.
function(supreme_use_torch name)
  target_link_libraries(${name} PRIVATE LibTorch::LibTorch)
  if(NOT TARGET supreme_torch_pch)
    file(WRITE ${CMAKE_BINARY_DIR}/torch_pch.cc "")
    add_library(supreme_torch_pch OBJECT ${CMAKE_BINARY_DIR}/torch_pch.cc)
    target_link_libraries(supreme_torch_pch PRIVATE LibTorch::LibTorch supreme_sanitizers
      supreme_warnings)
    set_target_properties(supreme_torch_pch PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(supreme_torch_pch
      PRIVATE -fPIC $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    target_precompile_headers(supreme_torch_pch PRIVATE <ATen/ATen.h>)
  endif()
  # The header serves only objects that are compiled alike; executables would get -fPIE.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  target_precompile_headers(${name} REUSE_FROM supreme_torch_pch)
endfunction()

# supreme_fuzzer(NAME DEPS supreme_x ...) for fuzz/NAME_fuzz.cc and its seeds in fuzz/corpus/NAME/.
# The fuzz preset makes a libFuzzer program of it; other builds make a test that replays the seeds
# (label fuzz-regress), so that whatever fuzzing once found stays mended.
function(supreme_fuzzer name)
  cmake_parse_arguments(arg "" "" "DEPS" ${ARGN})
  if(SUPREME_BUILD_FUZZ)
    supreme_executable(${name}_fuzz SOURCES ${name}_fuzz.cc DEPS ${arg_DEPS})
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
    if(NOT TARGET supreme_fuzzers)
      add_custom_target(supreme_fuzzers)
    endif()
    add_dependencies(supreme_fuzzers ${name}_fuzz)
  else()
    supreme_executable(${name}_fuzz_replay SOURCES ${name}_fuzz.cc replay_main.cc DEPS ${arg_DEPS})
    add_test(NAME supreme_${name}_fuzz_replay
      COMMAND ${name}_fuzz_replay ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    set_tests_properties(supreme_${name}_fuzz_replay PROPERTIES LABELS fuzz-regress TIMEOUT 60)
  endif()
endfunction()
