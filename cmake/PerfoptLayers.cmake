# Which layer may use which: data flows one way (docs/architecture.md).
# A layer may always use itself.
set(PERFOPT_LAYERS core hwdb roofline predictors profiles dialects analysis frontends cli tests)
set(PERFOPT_MAY_USE_core)
set(PERFOPT_MAY_USE_hwdb core)
set(PERFOPT_MAY_USE_roofline core hwdb)
set(PERFOPT_MAY_USE_predictors core hwdb roofline)
set(PERFOPT_MAY_USE_profiles core)
set(PERFOPT_MAY_USE_dialects core)
set(PERFOPT_MAY_USE_analysis core dialects)
set(PERFOPT_MAY_USE_frontends core dialects)
set(PERFOPT_MAY_USE_cli core hwdb roofline predictors profiles dialects analysis frontends)
set(PERFOPT_MAY_USE_tests core hwdb roofline predictors profiles dialects analysis frontends cli)

# perfopt_check_layer(<target> <layer> <dependencies...>): a dependency on a
# layer that is not listed above stops the configuration.
function(perfopt_check_layer name layer)
  if(NOT layer IN_LIST PERFOPT_LAYERS)
    message(FATAL_ERROR "${name}: unknown layer '${layer}', expected one of: ${PERFOPT_LAYERS}")
  endif()
  foreach(dep ${ARGN})
    if(NOT TARGET ${dep})
      # A library of ours that is added later cannot be checked: its layer would
      # slip through.
      if(dep MATCHES "^perfopt-")
        message(FATAL_ERROR "layer rule: '${name}' depends on '${dep}', which is added after it or not at all")
      endif()
      continue()
    endif()
    get_target_property(dep_layer ${dep} PERFOPT_LAYER)
    if(NOT dep_layer OR dep_layer STREQUAL layer)
      continue()
    endif()
    if(NOT dep_layer IN_LIST PERFOPT_MAY_USE_${layer})
      message(FATAL_ERROR
        "layer rule: '${name}' (layer ${layer}) must not depend on '${dep}' (layer ${dep_layer}); "
        "${layer} may use: ${PERFOPT_MAY_USE_${layer}}")
    endif()
  endforeach()
endfunction()
