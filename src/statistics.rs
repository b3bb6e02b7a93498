//! Numbers about numbers. Leans on [`crate::number`] alone; knows no pack and no Sales.

pub mod histogram;

pub use histogram::Histogram;
