# supreme_embed_text(OUT FUNCTION FILE): a source file whose function returns FILE's text, so that
# an installed program needs no data folder. OUT gets the source's path; declare the function as
#   namespace supreme { std::string_view FUNCTION(); }
function(supreme_embed_text out function file)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${function}.cc)
  file(READ ${file} text)
  # One literal may not hold 64 kB in some compilers; pieces of 8,000 bytes are joined again.
  string(LENGTH "${text}" length)
  set(pieces "")
  foreach(start RANGE 0 ${length} 8000)
    string(SUBSTRING "${text}" ${start} 8000 piece)
    string(APPEND pieces "R\"~~(${piece})~~\"\n")
  endforeach()
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"#include <string_view>
namespace supreme {
std::string_view ${function}();
std::string_view ${function}() {
  return
${pieces};
}
}  // namespace supreme
")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  set(${out} ${source} PARENT_SCOPE)
endfunction()
