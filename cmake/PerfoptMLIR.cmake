# LLVM/MLIR 22 from Debian's packages. Asking find_package for "22" would fail:
# LLVM's version file matches major.minor only.
find_package(MLIR REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/mlir)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "found LLVM ${LLVM_PACKAGE_VERSION}, expected 22 (Debian: libmlir-22-dev mlir-22-tools llvm-22-dev)")
endif()
list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)

# Directory-wide, because TableGen reads its include path from there.
include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})

add_library(perfopt-llvm INTERFACE)
# Generated headers mirror the source tree.
target_include_directories(perfopt-llvm INTERFACE ${PROJECT_BINARY_DIR})
# The shared libraries, never the component archives: small binaries, and
# plugins find the dialects that are registered here.
target_link_libraries(perfopt-llvm INTERFACE MLIR LLVM)
target_compile_options(perfopt-llvm INTERFACE -Wno-comment)
