#include "extract/rule_extractor.h"
#include <gtest/gtest.h>
