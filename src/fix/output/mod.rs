//! A plan in the words of the tool that publishes it.
