//! Whether two sentences put forward the same proposition, and which slot tells them apart.
