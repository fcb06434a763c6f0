//! Happenings, their roles and their mappings to other people's codebooks, read from data files.
