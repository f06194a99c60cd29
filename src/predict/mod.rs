//! Predictions: what a receiver would answer to a stream, by its dated rules.

pub mod logic;
