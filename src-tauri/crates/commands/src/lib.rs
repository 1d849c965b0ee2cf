//! What the window can ask for. [`list`] declares each command once; the window's handler, the TypeScript client and
//! the test host follow from it. What needs a window stands behind the traits of [`host`].

mod api;
mod drawn;
mod failure;
mod figures_cache;
pub mod host;
mod incoming;
mod kept;
#[cfg(test)]
mod lexicon;
pub mod list;
mod original_file;
mod originals;
mod pending;
mod picture;
mod preview;
mod recent;
pub mod sample;
mod session;
mod state;
mod view;

pub use self::failure::{Failure, guarded};
pub use self::incoming::files as read_files;
pub use self::state::AppState;
