# The two functions every target of this tree is made with: a module (one folder of core/) and its tests.

add_library(callscope_flags INTERFACE)
target_include_directories(callscope_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(callscope_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_CONTEXTLESS_CONNECT
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_compile_options(callscope_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -fstack-protector-strong
  $<$<BOOL:${CALLSCOPE_WERROR}>:-Werror>)
if(CALLSCOPE_SANITIZE)
  target_compile_options(callscope_flags INTERFACE -fsanitize=${CALLSCOPE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(callscope_flags INTERFACE -fsanitize=${CALLSCOPE_SANITIZE})
endif()

# callscope_module(net LINKS ...): the static library callscope_net from the sources in core/net.
# callscope_module(calls PREFIX ui_ LINKS ...): callscope_ui_calls from those in ui/calls.
function(callscope_module name)
  cmake_parse_arguments(ARG "" "PREFIX" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h)
  if(NOT sources)
    return()
  endif()
  set(library callscope_${ARG_PREFIX}${name})
  add_library(${library} STATIC ${sources})
  set_target_properties(${library} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${library} PUBLIC callscope_flags Qt6::Core ${ARG_LINKS})
endfunction()

# callscope_tests(folder LINKS ... [LABEL ...] [TIMEOUT s] [ENVIRONMENT NAME=value...]): one program and one ctest entry for
# each tst_*.cpp in the folder.
function(callscope_tests folder)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "LINKS;ENVIRONMENT" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/tst_*.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(test ${source} NAME_WE)
    add_executable(${test} ${source})
    set_target_properties(${test} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${test} PRIVATE callscope_flags Qt6::Test ${ARG_LINKS})
    target_compile_definitions(${test} PRIVATE
      CALLSCOPE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CALLSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    string(REPLACE "/" "." prefix ${folder})
    add_test(NAME ${prefix}.${test} COMMAND ${test})
    set_tests_properties(${prefix}.${test} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABEL}"
      ENVIRONMENT "${ARG_ENVIRONMENT}")
  endforeach()
endfunction()
