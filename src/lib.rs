//! `tpm`, the work tracker of a technical program manager. The layers, the lowest first, and what each
//! may not do, stand in `docs/architecture.md`.

pub mod cli;
pub mod config;
pub mod exchange;
pub mod files;
pub mod model;
pub mod ops;
pub mod render;
pub mod store;
pub mod text;
pub mod view;
