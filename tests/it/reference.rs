//! The command reference is what the program's own help says.

use crate::tree::{read, top, updating};

#[test]
fn the_reference_is_what_the_help_says() {
    let want = tpm::cli::reference();
    if updating() {
        std::fs::write(top().join("docs/reference.md"), want).unwrap();
        return;
    }
    assert!(
        read("docs/reference.md") == want,
        "docs/reference.md is out of date: run TPM_UPDATE_DOCS=1 cargo test --test it"
    );
}
