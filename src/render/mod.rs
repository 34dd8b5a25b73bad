//! Document → bytes: for a terminal, for a screen reader, for GitHub, for machines, for messages and mail.
//!
//! Owns layout, escaping and colour. Knows no entity of the model, prints nothing and reads neither
//! the environment nor the clock: the width, the colour and the glyphs come in with [`Screen`].
//! Text from data may hold anything; `grid`, `plain` and what is sent pass all of it through
//! [`clean()`], `html` and `slack` escape it, `markdown` through [`markdown::escape`], and `machine` quotes it.

pub mod clean;
pub mod email;
pub mod grid;
#[cfg(test)]
mod hostile;
pub mod html;
pub mod machine;
pub mod markdown;
pub mod markup;
pub mod message;
pub mod model;
pub mod plain;
pub mod slack;
pub mod template;

pub use clean::{clean, clean_lines};
pub use grid::{Color, Glyphs, Screen};
pub use model::{Align, Block, Column, Document, Fit, Line, Span, Style, Table};
