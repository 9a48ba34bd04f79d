# All third-party libraries, found once. What each is for: docs/adr and ARCHITECTURE.md.
find_package(Threads REQUIRED)
if(SUPREME_HEADERS_DIR)
  # An offline machine: nlohmann/json, CLI11 and toml++ came with the sources.
  add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED)
  target_include_directories(nlohmann_json::nlohmann_json SYSTEM INTERFACE ${SUPREME_HEADERS_DIR})
else()
  find_package(nlohmann_json REQUIRED)
endif()

if(SUPREME_WITH_TORCH)
  find_package(LibTorch REQUIRED)
  find_package(MPI COMPONENTS C)  # optional: several ranks on CPUs
endif()

if(SUPREME_WITH_ENGINE)
  find_package(OpenVINO REQUIRED COMPONENTS Runtime
    PATHS ${SUPREME_DEPS_DIR}/python/openvino/cmake NO_DEFAULT_PATH)
  find_package(OpenSSL REQUIRED COMPONENTS Crypto)
  find_package(SQLite3 REQUIRED)
  find_package(CURL REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
  pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
  find_package(ZLIB REQUIRED)
  pkg_check_modules(HDF5 REQUIRED IMPORTED_TARGET hdf5)
  find_library(SUPREME_HDF5_HL hdf5_hl PATHS ${HDF5_LIBRARY_DIRS} REQUIRED)
  find_package(pugixml REQUIRED)
  pkg_check_modules(FLAC REQUIRED IMPORTED_TARGET flac)
endif()

if(SUPREME_BUILD_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
if(SUPREME_BUILD_BENCH AND SUPREME_WITH_ENGINE)
  find_package(benchmark REQUIRED)
endif()
