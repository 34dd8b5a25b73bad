//! `tpm man`.

use std::process::{Command, Stdio};

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

#[test]
fn a_page_is_written_for_every_command_and_none_is_replaced() {
    let sandbox = Sandbox::new();
    let count = sandbox.ok("help --all -q").lines().count();
    sandbox.ok("man -o man");
    let pages = std::fs::read_dir(sandbox.home().join("man"))
        .unwrap()
        .count();
    assert!(pages > count, "{pages} pages for {count} commands");
    assert_snapshot!(exchanges(&sandbox, &["man -o man", "man nosuch", "man act -o man"]), @r#"
    $ tpm man -o man
    --- stderr
    error: man/tpm.1 is there already
    hint: name another place, or add --force to replace it
    --- exit 73
    $ tpm man nosuch
    --- stderr
    error: there is no command "nosuch"
    hint: `tpm help --all` lists the commands
    --- exit 2
    $ tpm man act -o man
    --- stderr
    error: the argument '[COMMAND]' cannot be used with '--output <FOLDER>'
    hint: Usage: tpm man <COMMAND>
    --- exit 2
    "#);
    sandbox.ok("man -o man --force");
}

#[test]
fn a_page_holds_the_examples_and_the_way_to_the_global_options() {
    let page = Sandbox::new().ok("man decide");
    for part in [
        ".TH TPM-DECIDE 1",
        ".SH EXAMPLES",
        "tpm decide D\\-12 \"Vendor B\" \\-\\-why",
        "\\fBtpm\\fR(1)",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("\\-\\-lock\\-timeout"), "{page}");
}

#[test]
fn the_pages_are_sound_roff() {
    if !crate::shells::is_there("groff") {
        return;
    }
    let sandbox = Sandbox::new();
    sandbox.ok("man -o man");
    for page in std::fs::read_dir(sandbox.home().join("man")).unwrap() {
        let page = page.unwrap().path();
        let output = Command::new("groff")
            .args(["-man", "-ww", "-Tutf8", "-z"])
            .arg(&page)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && said.is_empty(),
            "{}: {said}",
            page.display()
        );
    }
}
