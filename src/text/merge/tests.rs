use super::*;
use proptest::prelude::*;

const BASE: &str = "# Notes\n- [ ] one\n- [ ] two\n- [ ] three\n\n## Next\n";

#[track_caller]
fn check(texts: [&str; 3], want: &str, clashes: &[(usize, &str, &str, Kept)]) {
    let [base, stored, draft] = texts;
    let got = merge(base, stored, draft);
    assert_eq!(got.text, want);
    let got: Vec<_> = got
        .clashes
        .iter()
        .map(|clash| (clash.base_line, &*clash.ours, &*clash.theirs, clash.kept))
        .collect();
    assert_eq!(got, clashes);
}

#[test]
fn changes_of_different_lines_are_both_taken() {
    let stored = BASE.replace("[ ] one", "[x] one");
    let draft = BASE
        .replace("[ ] three", "[ ] drei")
        .replace("## Next\n", "## Next\nlunch\n");
    let want = draft.replace("[ ] one", "[x] one");
    check([BASE, &stored, &draft], &want, &[]);
}

#[test]
fn changes_of_neighbouring_lines_do_not_clash() {
    let stored = BASE.replace("[ ] one", "[x] one");
    let draft = BASE
        .replace("[ ] two", "[x] two")
        .replace("[ ] three", "[x] three");
    let want = draft.replace("[ ] one", "[x] one");
    check([BASE, &stored, &draft], &want, &[]);
    let draft = BASE.replace("- [ ] two\n", "- [ ] new\n- [ ] two\n");
    let want = draft.replace("[ ] one", "[x] one");
    check([BASE, &stored, &draft], &want, &[]);
    check([BASE, &draft, &stored], &want, &[]);
}

#[test]
fn an_equal_change_is_taken_once() {
    let stored = BASE
        .replace("[ ] one", "[x] one")
        .replace("# Notes", "# Minutes");
    let draft = BASE.replace("[ ] one", "[x] one").replace("three", "drei");
    let want = stored.replace("three", "drei");
    check([BASE, &stored, &draft], &want, &[]);
    check(["a\n", "a\nx\nb\n", "c\na\nx\nb\n"], "c\na\nx\nb\n", &[]);
}

#[test]
fn two_insertions_at_one_place_are_both_kept_the_stored_first() {
    let texts = ["a\nb\n", "a\nx\nb\n", "a\ny\nb\n"];
    check(texts, "a\nx\ny\nb\n", &[(2, "x\n", "y\n", Kept::Both)]);
    let texts = ["a\n", "a\nhead\nx\n\n", "a\nhead\ny\n\n"];
    check(texts, "a\nhead\nx\ny\n\n", &[(2, "x\n", "y\n", Kept::Both)]);
    check(["a\n", "a\nx\n", "a\nx\ny\n"], "a\nx\ny\n", &[]);
    check(
        ["", "x\n", "y\n"],
        "x\ny\n",
        &[(1, "x\n", "y\n", Kept::Both)],
    );
}

#[test]
fn a_clash_keeps_the_stored_lines_and_records_the_draft() {
    let texts = ["a\nb\nc\n", "a\nB\nc\n", "a\nbee\nc\n"];
    check(texts, "a\nB\nc\n", &[(2, "B\n", "bee\n", Kept::Stored)]);
    let texts = ["a\nb\nc\n", "a\nc\n", "a\nbee\nc\n"];
    check(texts, "a\nc\n", &[(2, "", "bee\n", Kept::Stored)]);
    let texts = ["a\nb\nc\n", "a\nB\nc\n", "a\nc\n"];
    check(texts, "a\nB\nc\n", &[(2, "B\n", "", Kept::Stored)]);
}

#[test]
fn only_the_line_that_both_changed_clashes() {
    let texts = ["1\n2\n3\n4\n", "1\ntwo\nthree\n4\n", "1\n2\ndrei\nvier\n"];
    check(
        texts,
        "1\ntwo\nthree\nvier\n",
        &[(3, "three\n", "drei\n", Kept::Stored)],
    );
}

#[test]
fn a_line_inserted_into_deleted_ones_clashes() {
    let texts = ["1\n2\n3\n4\n", "1\n4\n", "1\n2\nx\n3\n4\n"];
    check(texts, "1\n4\n", &[(2, "", "2\nx\n3\n", Kept::Stored)]);
    let texts = ["1\n2\n3\n4\n", "1\n2\nx\n3\n4\n", "1\n4\n"];
    check(
        texts,
        "1\n2\nx\n3\n4\n",
        &[(2, "2\nx\n3\n", "", Kept::Stored)],
    );
}

#[test]
fn line_ends_are_merged_beside_their_lines() {
    check(["a\nb\n", "A\nb\n", "a\r\nb\r\n"], "A\nb\r\n", &[]);
    check(
        ["a\r\nb\r\n", "A\r\nb\r\n", "a\r\nb\r\nc\r\n"],
        "A\r\nb\r\nc\r\n",
        &[],
    );
    check(["a\nb", "A\nb", "a\nb\n"], "A\nb\n", &[]);
    check(["a\nb\n", "A\nb\n", "a\nb"], "A\nb", &[]);
    check(["a\nb", "A\nb", "a\nb\nc"], "A\nb\nc", &[]);
    check(
        ["a", "a\nx", "a\ny"],
        "a\nx\ny",
        &[(2, "x", "y", Kept::Both)],
    );
    check(["a\r\nb", "x\r\nb", "a\r\nb\r\nc"], "x\r\nb\r\nc", &[]);
}

/// Texts of few different lines, so that the three have much in common.
fn text() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec!["a", "b", "c", "- x", "", "é"]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\r\n"]);
    let lines = prop::collection::vec((line, end), 0..12);
    (lines, any::<bool>()).prop_map(|(lines, closed)| {
        let text: String = lines
            .into_iter()
            .flat_map(|(line, end)| [line, end])
            .collect();
        if closed {
            text
        } else {
            text.trim_end_matches(['\r', '\n']).to_string()
        }
    })
}

/// The base with some of its lines changed, dropped or followed by a new one.
fn changed(base: &str, changes: &[u8], mark: &str) -> String {
    let changes = changes.iter().copied().chain(std::iter::repeat(0));
    let lines = base.split_inclusive('\n').zip(changes);
    lines
        .map(|(line, change)| match change {
            1 => format!("{mark} {line}"),
            2 => String::new(),
            3 => format!("{line}{mark}\n"),
            _ => line.to_string(),
        })
        .collect()
}

proptest! {
    #[test]
    fn one_unchanged_side_gives_the_other(a in any::<String>(), b in text(), c in text()) {
        for (base, other) in [(&a, &b), (&b, &a), (&b, &c)] {
            for (stored, draft) in [(base, other), (other, base), (other, other)] {
                let got = merge(base, stored, draft);
                prop_assert_eq!(&got.text, other);
                prop_assert_eq!(got.clashes, []);
            }
        }
    }

    #[test]
    fn no_line_is_lost(base in text(), stored in text(), draft in text()) {
        let got = merge(&base, &stored, &draft);
        let known: Vec<_> = base.lines().collect();
        for line in stored.lines().filter(|line| !known.contains(line)) {
            prop_assert!(got.text.lines().any(|kept| kept == line), "stored {:?}", line);
        }
        let recorded = |line: &str| {
            let mut clashes = got.clashes.iter().flat_map(|clash| clash.theirs.lines());
            clashes.any(|kept| kept == line)
        };
        for line in draft.lines().filter(|line| !known.contains(line)) {
            let kept = got.text.lines().any(|kept| kept == line) || recorded(line);
            prop_assert!(kept, "draft {:?}", line);
        }
    }

    #[test]
    fn changes_apart_from_each_other_are_all_taken(
        top in text(), bottom in text(),
        ours in prop::collection::vec(0..4u8, 0..12),
        theirs in prop::collection::vec(0..4u8, 0..12),
    ) {
        let apart = "\n== 1\n== 2\n";
        let our_top = changed(&top, &ours, "ours");
        let their_bottom = changed(&bottom, &theirs, "theirs");
        let base = format!("{top}{apart}{bottom}");
        let stored = format!("{our_top}{apart}{bottom}");
        let draft = format!("{top}{apart}{their_bottom}");
        let want = format!("{our_top}{apart}{their_bottom}");
        for got in [merge(&base, &stored, &draft), merge(&base, &draft, &stored)] {
            prop_assert_eq!(&got.text, &want);
            prop_assert_eq!(got.clashes, []);
        }
    }

    #[test]
    fn any_texts_merge(base: String, stored: String, draft: String) {
        merge(&base, &stored, &draft);
    }
}
