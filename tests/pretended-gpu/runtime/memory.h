// What memory is the device's, and what is pinned.
#pragma once

#include "state.h"

namespace pretended {

Place place_of(const void* address);

}  // namespace pretended
