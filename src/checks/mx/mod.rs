//! Rules about mx.
