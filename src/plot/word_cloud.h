// Words in sizes that grow with their weight, packed around the middle.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct CloudWord {
  std::string text;
  double weight = 0.0;  // counts; words of no weight are left out
};

struct WordCloud {
  std::string title;
  std::vector<CloudWord> words;  // in any order
};

// A word and where it stands: its em, and the middle of its baseline.
struct PlacedWord {
  std::string text;
  Point baseline;
  double size = 0.0;
  Box box;  // what it may cover at most
};

// Places the heaviest words first, each at the free place nearest to the middle; those that find
// none are left out. The em grows with the logarithm of the weight. No two boxes overlap. The same
// words give the same picture.
std::vector<PlacedWord> PlaceWords(const WordCloud& cloud);

PictureSize WordCloudSize();
void DrawWordCloud(Canvas& canvas, const WordCloud& cloud);
// The title and the heaviest words, in one sentence.
std::string DescribeWordCloud(const WordCloud& cloud);

}  // namespace supreme
