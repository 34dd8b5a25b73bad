//! Other programs' files: what they are written as and read from. Pure; knows no command and no screen.

pub mod ical;
mod timezone;
