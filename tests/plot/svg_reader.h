// Reads our own SVG back, as an XML parser sees it.
#pragma once

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct SvgText {
  Point place;
  std::string text;
};

struct SvgPath {
  std::string stroke;
  std::vector<Point> points;  // every point a pen touches, in order
};

class SvgReader {
 public:
  explicit SvgReader(const std::string& svg) {
    const auto result = document_.load_buffer(svg.data(), svg.size());
    EXPECT_TRUE(result) << result.description() << " at " << result.offset;
  }

  pugi::xml_node root() const { return document_.child("svg"); }

  std::vector<SvgText> Texts() const {
    std::vector<SvgText> texts;
    for (const auto node : root().children("text")) {
      texts.push_back({{node.attribute("x").as_double(), node.attribute("y").as_double()},
                       node.text().as_string()});
    }
    return texts;
  }

  bool HasText(const std::string& wanted) const {
    for (const auto& text : Texts()) {
      if (text.text == wanted) return true;
    }
    return false;
  }

  std::vector<SvgPath> Paths(const std::string& stroke = "") const {
    std::vector<SvgPath> paths;
    for (const auto node : root().children("path")) {
      const std::string color = node.attribute("stroke").as_string();
      if (stroke.empty() || color == stroke) {
        paths.push_back({color, ReadPoints(node.attribute("d").as_string())});
      }
    }
    return paths;
  }

 private:
  // The commands that the canvas writes: M, L, H, V absolute and l relative.
  static std::vector<Point> ReadPoints(const std::string& d) {
    std::vector<Point> points;
    Point pen;
    char command = ' ';
    const char* at = d.c_str();
    while (*at != '\0') {
      if (*at == ' ') {
        ++at;
        continue;
      }
      if (std::isalpha(static_cast<unsigned char>(*at)) != 0) {
        command = *at++;
        continue;
      }
      const double first = NextNumber(at);
      if (command == 'H') {
        pen.x = first;
      } else if (command == 'V') {
        pen.y = first;
      } else {
        const double second = NextNumber(at);
        pen = command == 'l' ? Point{pen.x + first, pen.y + second} : Point{first, second};
      }
      points.push_back(pen);
    }
    return points;
  }

  // SVG lets ".5.3" and "1-2" stand for two numbers, which strtod reads one after the other.
  static double NextNumber(const char*& at) {
    while (*at == ' ') ++at;
    std::string text;
    if (*at == '-') text += *at++;
    bool point = false;
    while (std::isdigit(static_cast<unsigned char>(*at)) != 0 || (*at == '.' && !point)) {
      point = point || *at == '.';
      text += *at++;
    }
    std::istringstream stream(text);
    stream.imbue(std::locale::classic());
    double value = 0.0;
    stream >> value;
    EXPECT_FALSE(stream.fail()) << "bad number in path at " << std::string(at).substr(0, 20);
    if (stream.fail()) ++at;
    return value;
  }

  pugi::xml_document document_;
};

}  // namespace supreme
