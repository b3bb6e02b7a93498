//! Every test of lockstep from outside, linked as one program: `cargo test --test it gate::` runs one file.

mod acme;
#[cfg(test)]
mod acting;
#[cfg(test)]
mod attacker;
mod browser;
mod cli;
mod collect;
mod colours;
mod completions;
mod docs;
mod files;
mod floors;
mod gate;
mod help;
mod init_pty;
mod instrument;
mod names;
mod order;
mod pack_new;
mod pages;
#[cfg(test)]
mod report;
mod schemas;
mod several_waves;
mod statistics;
mod statistics_properties;
mod structure;
mod survey_pty;
mod teams;
#[cfg(test)]
mod trend;
mod whom;
mod workflows;
