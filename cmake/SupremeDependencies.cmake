# All third-party libraries, found once. What each is for: docs/adr and ARCHITECTURE.md.
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)

if(SUPREME_WITH_TORCH)
  find_package(LibTorch REQUIRED)
endif()

if(SUPREME_WITH_ENGINE)
  find_package(OpenVINO REQUIRED COMPONENTS Runtime
    PATHS ${SUPREME_DEPS_DIR}/python/openvino/cmake NO_DEFAULT_PATH)
  find_package(OpenSSL REQUIRED COMPONENTS Crypto)
  find_package(SQLite3 REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
  pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
endif()

if(SUPREME_BUILD_TESTS)
  find_package(GTest REQUIRED)
endif()
if(SUPREME_BUILD_BENCH)
  find_package(benchmark REQUIRED)
endif()
