find_package(GTest REQUIRED)
include(GoogleTest)

# perfopt_add_test(NAME <name> SRCS <files> DEPS <targets> [DATA <folder>])
#
# One GoogleTest binary under ctest. DATA becomes PERFOPT_TEST_DATA, an absolute path.
function(perfopt_add_test)
  cmake_parse_arguments(ARG "" "NAME;DATA" "SRCS;DEPS" ${ARGN})
  perfopt_check_layer(${ARG_NAME} tests ${ARG_DEPS})
  add_executable(${ARG_NAME} ${ARG_SRCS})
  target_include_directories(${ARG_NAME} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${ARG_NAME} PRIVATE PERFOPT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(ARG_DATA)
    target_compile_definitions(${ARG_NAME} PRIVATE PERFOPT_TEST_DATA="${ARG_DATA}")
  endif()
  gtest_discover_tests(${ARG_NAME} DISCOVERY_TIMEOUT 60)
endfunction()
