//! Floors under the figures (written below).
