//! Document → bytes: for a terminal, for a screen reader, for GitHub, for machines.
//!
//! Owns layout, escaping and colour. Knows no entity of the model, prints nothing and reads neither
//! the environment nor the clock: the width, the colour and the glyphs come in with [`Screen`].
//! Text from data may hold anything; `grid` and `plain` pass all of it through [`clean()`],
//! `markdown` through [`markdown::escape`], and `machine` quotes it.

pub mod clean;
pub mod grid;
pub mod machine;
pub mod markdown;
pub mod model;
pub mod plain;
pub mod template;

pub use clean::{clean, clean_lines};
pub use grid::{Color, Glyphs, Screen};
pub use model::{Align, Block, Column, Document, Fit, Line, Span, Style, Table};
