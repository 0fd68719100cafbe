# The two functions every target of this tree is made with: a module (one folder of core/) and its tests.

add_library(callscope_flags INTERFACE)
target_include_directories(callscope_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(callscope_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_CONTEXTLESS_CONNECT
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_compile_options(callscope_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -fstack-protector-strong -pthread # some libraries ask for -pthread, and all have to agree on what is precompiled
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess> # lets ccache see which precompiled header was used
  $<$<CXX_COMPILER_ID:Clang>:-fconstexpr-steps=10000000> # the µ-law table has 65,536 entries
  $<$<BOOL:${CALLSCOPE_WERROR}>:-Werror>)
if(CALLSCOPE_SANITIZE)
  target_compile_options(callscope_flags INTERFACE -fsanitize=${CALLSCOPE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(callscope_flags INTERFACE -fsanitize=${CALLSCOPE_SANITIZE})
endif()

# Test programs under ThreadSanitizer tell it what Qt passes from thread to thread: tests/tsan/handover.cpp.
if(CALLSCOPE_SANITIZE MATCHES thread)
  add_library(callscope_handover OBJECT ${PROJECT_SOURCE_DIR}/tests/tsan/handover.cpp)
  set_target_properties(callscope_handover PROPERTIES AUTOMOC OFF)
  target_link_libraries(callscope_handover PRIVATE callscope_flags Qt6::Core Qt6::CorePrivate)
  file(STRINGS tests/tsan/handover.cpp wrapped REGEX "^WRAPPED\\(")
  foreach(line IN LISTS wrapped)
    string(REGEX MATCH "_Z[A-Za-z0-9_]+" symbol "${line}")
    target_link_options(callscope_handover INTERFACE -Wl,--wrap=${symbol})
  endforeach()
endif()

if(CALLSCOPE_FUZZ)
  target_compile_options(callscope_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What nearly every file includes is compiled once, which saves a third of a cold build. Files still include what they use:
# clang-tidy reads them without this. One of each kind, because a file can use only one.
set(everywhere <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QObject> <QString>
  <QStringList> <QTimer> <algorithm> <chrono> <functional> <memory> <optional> <span> <variant> <vector>)
foreach(kind IN ITEMS core ui)
  add_library(callscope_precompiled_${kind} OBJECT ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
  set_target_properties(callscope_precompiled_${kind} PROPERTIES AUTOMOC OFF)
  target_link_libraries(callscope_precompiled_${kind} PRIVATE callscope_flags Qt6::Core)
endforeach()
target_link_libraries(callscope_precompiled_ui PRIVATE Qt6::Widgets)
target_precompile_headers(callscope_precompiled_core PRIVATE ${everywhere})
target_precompile_headers(callscope_precompiled_ui PRIVATE ${everywhere} <QtWidgets>)

# callscope_precompiled(target kind): core for what knows no widget, else ui.
function(callscope_precompiled target kind)
  target_precompile_headers(${target} REUSE_FROM callscope_precompiled_${kind})
endfunction()

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
  if(ARG_PREFIX STREQUAL ui_)
    callscope_precompiled(${library} ui)
  else()
    callscope_precompiled(${library} core)
  endif()
  target_link_libraries(${library} PUBLIC callscope_flags Qt6::Core ${ARG_LINKS})
endfunction()

# callscope_test_program(source kind): the program tests/tst_x from the one file tst_x.cpp, and `test` for its name. Its moc file
# is made by a rule of its own: AUTOMOC would scan, and compile a second file, for each of so many programs.
function(callscope_test_program source kind)
  get_filename_component(test ${source} NAME_WE)
  set(moc ${CMAKE_CURRENT_BINARY_DIR}/${test}.moc)
  add_executable(${test} ${source} ${moc})
  qt6_generate_moc(${source} ${moc} TARGET ${test})
  set_target_properties(${test} PROPERTIES AUTOMOC OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_include_directories(${test} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
  callscope_precompiled(${test} ${kind})
  if(TARGET callscope_handover)
    target_link_libraries(${test} PRIVATE callscope_handover)
  endif()
  set(test ${test} PARENT_SCOPE)
endfunction()

# callscope_tests(folder LINKS ... [LABEL ...] [TIMEOUT s] [ENVIRONMENT NAME=value...]): one program and one ctest entry for
# each tst_*.cpp in the folder.
function(callscope_tests folder)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "LINKS;ENVIRONMENT" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(folder MATCHES "^ui/")
    set(kind ui)
  else()
    set(kind core)
  endif()
  string(REPLACE "/" "." prefix ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/tst_*.cpp)
  foreach(source IN LISTS sources)
    callscope_test_program(${source} ${kind})
    target_link_libraries(${test} PRIVATE callscope_flags Qt6::Test ${ARG_LINKS})
    target_compile_definitions(${test} PRIVATE
      CALLSCOPE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CALLSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${prefix}.${test} COMMAND ${test})
    set_tests_properties(${prefix}.${test} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABEL}"
      ENVIRONMENT "${ARG_ENVIRONMENT}")
  endforeach()
endfunction()
