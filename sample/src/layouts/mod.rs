//! Six bodies, six layouts: what each file holds is in `province.csv`, how it is laid out is here.

use crate::province::Leaf;

pub(crate) mod khdt;
pub(crate) mod snv;
pub(crate) mod stp;
pub(crate) mod tc;
pub(crate) mod tttt;
pub(crate) mod vp;

/// Evidence and explanation in one cell, for layouts with one column for both.
fn joined(leaf: &Leaf) -> String {
    let explanation = if leaf.explanation.is_empty() {
        String::new()
    } else {
        format!("Giải trình: {}", leaf.explanation)
    };
    let parts = [leaf.evidence.clone(), explanation];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n")
}
