# Finds LibTorch inside a Python `torch` package and makes the target LibTorch::LibTorch.
# The package's own config needs a CUDA toolkit even for CPU use, so it is not used.
# Order: SUPREME_TORCH_DIR (variable or environment), an importable torch >= 2.6, SUPREME_DEPS_DIR.

set(_torch_minimum 2.6)
if(NOT SUPREME_TORCH_DIR AND DEFINED ENV{SUPREME_TORCH_DIR})
  set(SUPREME_TORCH_DIR $ENV{SUPREME_TORCH_DIR})
endif()
if(NOT SUPREME_TORCH_DIR)
  find_program(SUPREME_PYTHON NAMES python3)
  if(SUPREME_PYTHON)
    # find_spec does not import torch, which would take seconds.
    string(CONCAT _find_torch "import importlib.util as u; s = u.find_spec('torch'); "
      "print(s.submodule_search_locations[0] if s else '')")
    execute_process(COMMAND ${SUPREME_PYTHON} -c "${_find_torch}"
      OUTPUT_VARIABLE _torch_importable OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  foreach(_candidate IN ITEMS "${_torch_importable}" "${SUPREME_DEPS_DIR}/python/torch")
    if(_candidate AND EXISTS "${_candidate}/lib/libtorch_cpu.so"
        AND EXISTS "${_candidate}/version.py")
      file(STRINGS "${_candidate}/version.py" _line REGEX "^__version__")
      string(REGEX MATCH "[0-9]+\\.[0-9]+(\\.[0-9]+)?" _version "${_line}")
      if(_version VERSION_GREATER_EQUAL _torch_minimum)
        set(SUPREME_TORCH_DIR ${_candidate})
        break()
      endif()
    endif()
  endforeach()
endif()

find_path(LibTorch_INCLUDE_DIR NAMES torch/csrc/autograd/variable.h
  PATHS ${SUPREME_TORCH_DIR}/include NO_DEFAULT_PATH NO_CACHE)
find_library(LibTorch_CPU_LIBRARY NAMES torch_cpu
  PATHS ${SUPREME_TORCH_DIR}/lib NO_DEFAULT_PATH NO_CACHE)
find_library(LibTorch_C10_LIBRARY NAMES c10
  PATHS ${SUPREME_TORCH_DIR}/lib NO_DEFAULT_PATH NO_CACHE)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run ./dev setup, or set SUPREME_TORCH_DIR to a torch package folder")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::c10 SHARED IMPORTED)
  set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION ${LibTorch_C10_LIBRARY})
  add_library(LibTorch::torch_cpu SHARED IMPORTED)
  set_target_properties(LibTorch::torch_cpu PROPERTIES IMPORTED_LOCATION ${LibTorch_CPU_LIBRARY})
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE ${LibTorch_INCLUDE_DIR}
    ${LibTorch_INCLUDE_DIR}/torch/csrc/api/include)
  # -rpath-link: libtorch_cpu.so itself needs CUDA's runtime libraries, which lie beside torch.
  target_link_libraries(LibTorch::LibTorch INTERFACE LibTorch::torch_cpu LibTorch::c10)
  target_link_options(LibTorch::LibTorch INTERFACE -Wl,--unresolved-symbols=ignore-in-shared-libs)
endif()
