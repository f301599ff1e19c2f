include(PerfoptLayers)

# perfopt_add_library(NAME <name> LAYER <layer> SRCS <files> [DEPS <targets>] [TABLEGEN <targets>])
#
# A static library `perfopt-<name>`. DEPS on other perfopt libraries are checked
# against the layer rule; add a folder's libraries after those they use.
function(perfopt_add_library)
  cmake_parse_arguments(ARG "" "NAME;LAYER" "SRCS;DEPS;TABLEGEN" ${ARGN})
  if(NOT ARG_NAME OR NOT ARG_LAYER OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "perfopt_add_library: NAME and LAYER are required; unexpected: '${ARG_UNPARSED_ARGUMENTS}'")
  endif()
  set(target perfopt-${ARG_NAME})
  perfopt_check_layer(${target} ${ARG_LAYER} ${ARG_DEPS})
  add_library(${target} STATIC ${ARG_SRCS})
  set_target_properties(${target} PROPERTIES PERFOPT_LAYER ${ARG_LAYER} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PUBLIC ${ARG_DEPS})
  if(ARG_TABLEGEN)
    add_dependencies(${target} ${ARG_TABLEGEN})
  endif()
endfunction()
