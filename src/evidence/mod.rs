//! The evidence: what the records of a specification say, resolved, and what the files beside it hold.
//!
//! In come a [`Spec`] and its [`Folder`]; out comes [`Evidence`]: tables of typed cells, decoded pictures, archived copies
//! whose hash was compared. Each fault is a finding that points into the specification or into the data file. [`figure`]
//! and [`citation`] say in words what a record holds. [`files`] is the one place in the library that touches the disk.

pub mod citation;
pub mod figure;
pub mod files;
