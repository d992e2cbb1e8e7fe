# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# The installed package: find_package(swingproof) gives swingproof::deployment ... swingproof::reports.
include(CMakePackageConfigHelpers)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/swingproof)
configure_package_config_file(cmake/swingproofConfig.cmake.in
                              ${PROJECT_BINARY_DIR}/swingproofConfig.cmake
                              INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/swingproofConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/swingproofConfig.cmake
              ${PROJECT_BINARY_DIR}/swingproofConfigVersion.cmake DESTINATION ${package_directory})
install(EXPORT swingproofTargets NAMESPACE swingproof:: DESTINATION ${package_directory})
install(DIRECTORY schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/swingproof FILES_MATCHING PATTERN "*.json")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# A stranger's project, built from an installed prefix. A sanitized library asks its users to be
# sanitized too, so this test belongs to the plain builds.
if(SWINGPROOF_TESTS
   AND NOT SWINGPROOF_SANITIZE
   AND EXISTS ${PROJECT_SOURCE_DIR}/deployment/deployment.h)
  add_test(
    NAME install.consumer
    COMMAND
      ${CMAKE_COMMAND} -D BUILD_DIRECTORY=${PROJECT_BINARY_DIR} -D
      CONSUMER_SOURCE=${PROJECT_SOURCE_DIR}/cmake/install_consumer -D
      SCRATCH=${PROJECT_BINARY_DIR}/install_test -D GENERATOR=${CMAKE_GENERATOR} -D
      CXX=${CMAKE_CXX_COMPILER} -P ${PROJECT_SOURCE_DIR}/cmake/install_test.cmake)
  set_tests_properties(install.consumer PROPERTIES TIMEOUT 600)
endif()
