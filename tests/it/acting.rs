//! Nothing that comes from a file, an argument or a name acts on who reads an output, whatever it
//! holds and wherever it goes.

#[cfg(feature = "cli")]
mod ground;
mod library;
pub(crate) mod oracle;
pub(crate) mod payloads;
#[cfg(feature = "cli")]
mod processes;
