# Configures project/ with a dependency that is `legal` or `upward` and checks
# that exactly the second one is refused, and why.
file(REMOVE_RECURSE ${BUILD})
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${SOURCE}/tests/layers/project -B ${BUILD} -G ${GENERATOR}
    -D PERFOPT_ROOT=${SOURCE} -D DEPENDENCY=${DEPENDENCY} -D CMAKE_CXX_COMPILER=${COMPILER}
  RESULT_VARIABLE status
  OUTPUT_VARIABLE messages
  ERROR_VARIABLE messages)

if(DEPENDENCY STREQUAL legal)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "a legal dependency was refused:\n${messages}")
  endif()
  return()
endif()

if(status EQUAL 0)
  message(FATAL_ERROR "an upward dependency was accepted:\n${messages}")
endif()
# CMake breaks the lines of its messages.
string(REGEX REPLACE "[ \n]+" " " messages "${messages}")
set(expected "layer rule: 'perfopt-user' (layer core) must not depend on 'perfopt-used' (layer predictors)")
string(FIND "${messages}" "${expected}" position)
if(position EQUAL -1)
  message(FATAL_ERROR "refused, but not with \"${expected}\":\n${messages}")
endif()
