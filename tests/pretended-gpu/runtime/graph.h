// What a capture has recorded.
#pragma once

#include "state.h"

namespace pretended {

struct Graph {
  std::vector<Work> work;
  int kernels;
};

}  // namespace pretended
