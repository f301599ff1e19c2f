# Compiler settings, and the helpers that are used when the machine has them.
find_program(PERFOPT_CCACHE ccache)
if(PERFOPT_CCACHE)
  # The sloppiness is what ccache asks for with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    ${PERFOPT_CCACHE})
endif()

find_program(PERFOPT_LLD NAMES ld.lld ld.lld-22)
if(PERFOPT_LLD)
  include(CheckLinkerFlag)
  get_filename_component(PERFOPT_LLD_REAL ${PERFOPT_LLD} REALPATH)
  get_filename_component(PERFOPT_LLD_DIR ${PERFOPT_LLD_REAL} DIRECTORY)
  # g++ looks for the program "ld.lld" in its -B folders.
  foreach(dir ${PERFOPT_LLD_DIR} /usr/lib/llvm-22/bin)
    if(EXISTS ${dir}/ld.lld)
      add_link_options(-B${dir} -fuse-ld=lld)
      break()
    endif()
  endforeach()
endif()

# restrict: g++ 12 warns falsely about string concatenation (GCC bug 105651).
add_compile_options(-Wall -Wextra -Wno-unused-parameter -Wno-restrict -fdiagnostics-color=auto)
add_link_options(-Wl,--as-needed)
include_directories(${PROJECT_SOURCE_DIR})

if(PERFOPT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # LLVM is not instrumented and is built with RTTI: vptr checks would only
  # report about its own classes.
  add_compile_options(-fno-sanitize=vptr)
endif()
