//! Foreign bytes are read in a child process of our own program, so that a hostile file costs a message and
//! never the program: the readers are other people's code, and some files make them abort, hang or ask for
//! all the memory there is.
//!
//! Every program that reads calls [`serve_if_asked`] first thing in `main`: that is the child. The limits
//! stand in [`intake::workbook::limits`].

mod ahead;
mod child;
mod memory;
mod reader;
mod source;
mod wire;

pub use ahead::ahead;
pub use child::serve_if_asked;
pub use reader::{Cancel, Reader, Stopped, Taken};
pub use source::bytes_of;
