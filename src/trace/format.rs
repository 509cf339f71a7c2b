//! A trace as JSON Lines, out and in.
