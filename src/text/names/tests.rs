use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(word: &str, want: &str) {
    let got = match read_person(word) {
        Ok(PersonWord::Handle(handle)) => handle.to_string(),
        Ok(other) => format!("{other:?}"),
        Err(problem) => problem.to_string(),
    };
    assert_eq!(got, want, "for {word:?}");
}

#[test]
fn a_handle_is_lower_case_and_needs_no_at_sign() {
    check("@priya", "priya");
    check("Priya", "priya");
    check(" @Lee.2 ", "lee.2");
    check("sam_o-neil", "sam_o-neil");
    check("lee_", "lee_");
    check("2pac", "2pac");
    check("José", "josé");
    check("ИВАН", "иван");
    check("प्रिया", "प्रिया");
    check("李雷", "李雷");
    check("ΝΊΚΟΣ", "νίκοσ");
    check(&"x".repeat(40), &"x".repeat(40));
}

#[test]
fn words_that_name_nobody_are_told_apart() {
    check("me", "Me");
    check("@ME", "Me");
    check("none", "None");
    for word in ["all", "Team", "@everyone", "TBD", "nobody", "someone"] {
        let bare = word.trim_start_matches('@').to_lowercase();
        check(word, &format!("NoPerson({bare:?})"));
        assert_eq!(read_handle(word), Err(NameProblem::NoPerson { word: bare }));
    }
    assert_eq!(
        read_handle("me"),
        Err(NameProblem::Reserved { word: "me".into() })
    );
    assert_eq!(
        read_handle("@None"),
        Err(NameProblem::Reserved {
            word: "none".into()
        })
    );
    assert_eq!(read_handle("@mel").unwrap().as_str(), "mel");
}

#[test]
fn what_is_no_handle_is_refused_by_name() {
    check("", "a name is missing");
    check("@", "a name is missing");
    check("Priya Shah", "`Priya Shah` is no handle: it holds ` `");
    check("@@priya", "`@@priya` is no handle: it holds `@`");
    check("a\u{7}", "`a\u{7}` is no handle: it holds `\\u{7}`");
    check("-priya", "`-priya` is no handle: it begins with `-`");
    check(".", "`.` is no handle: it begins with `.`");
    check("priya.", "`priya.` is no handle: it ends with a full stop");
    let long = "x".repeat(41);
    check(
        &long,
        &format!(
            "`{}` is no handle: it has more than 40 characters",
            &long[1..]
        ),
    );
}

#[test]
fn a_full_name_gives_a_handle_without_accents() {
    let check = |name: &str, want: Option<&str>| {
        let got = handle_from_name(name);
        assert_eq!(got.as_ref().map(Handle::as_str), want, "for {name:?}");
    };
    check("Priya Shah", Some("priya-shah"));
    check("  Zoë   Łukasz-Ångström ", Some("zoe-lukasz-angstrom"));
    check("Jose\u{301} Díaz", Some("jose-diaz"));
    check("Groß", Some("gross"));
    check("Liam O'Brien", Some("liam-obrien"));
    check("J. R. Smith", Some("j-r-smith"));
    check("Priya Shah (Acme)", Some("priya-shah"));
    check("Priya Shah <ps@example.org>", Some("priya-shah"));
    check("<priya@example.org>", Some("priya"));
    check("priya.shah@example.org", Some("priya-shah"));
    check("李雷", Some("李雷"));
    check("Иван Петров", Some("иван-петров"));
    check("प्रिया शाह", Some("प्रिया-शाह"));
    check(&"ab ".repeat(20), Some(&"ab-".repeat(13)[..38]));
    for nobody in ["", "TBD", "Team", "me", "—", "42", "( )"] {
        check(nobody, None);
    }
}

#[test]
fn initials_and_first_names_come_from_the_words() {
    let check = |name: &str, letters: Option<&str>, first: &str| {
        assert_eq!(initials(name).as_deref(), letters, "initials of {name:?}");
        assert_eq!(first_name(name), first, "first name of {name:?}");
    };
    check("Priya Shah", Some("PS"), "Priya");
    check(" jean-luc  picard ", Some("JP"), "jean-luc");
    check("Ludwig van Beethoven", Some("LVB"), "Ludwig");
    check("Dr. Priya Shah", Some("PS"), "Priya");
    check("Priya Shah (she/her)", Some("PS"), "Priya");
    check("Émile Zola", Some("ÉZ"), "Émile");
    check("Shah, Priya", Some("SP"), "Shah");
    check("Priya", None, "Priya");
    check("Dr", None, "Dr");
    check("Priya 2", None, "Priya");
    check("", None, "");
}

#[test]
fn one_slip_is_an_insert_a_delete_a_replacement_or_a_swap() {
    let check = |a: &str, b: &str, want: bool| {
        assert_eq!(within_one_slip(a, b), want, "{a:?} and {b:?}");
    };
    check("priya", "priya", true);
    check("priya", "priyaa", true);
    check("priya", "pria", true);
    check("priya", "prija", true);
    check("priya", "rpiya", true);
    check("priya", "priay", true);
    check("josé", "jose", true);
    check("", "a", true);
    check("", "", true);
    check("ab", "ba", true);
    check("aab", "aba", true);
    check("priya", "prjja", false);
    check("priya", "pri", false);
    check("abcd", "badc", false);
    check("abc", "cba", false);
    check("abc", "bca", false);
    check("", "ab", false);
}

#[test]
fn a_near_miss_has_five_letters_and_differs() {
    assert!(is_near("priya", "prija"));
    assert!(is_near("priya", "Prija"));
    assert!(is_near("liam", "liamm"));
    assert!(!is_near("priya", "priya"));
    assert!(!is_near("priya", "PRIYA"));
    assert!(!is_near("lee", "leo"));
    assert!(!is_near("user1", "user2"));
    assert!(!is_near("tester1", "tester2"));
    assert!(!is_near("tester", "tester2"));
    assert!(is_near("tester2", "tetser2"));
    assert!(!is_near("priya", "sandra"));
}

#[test]
fn the_closest_word_is_near_or_the_only_one_that_goes_on() {
    let known = ["decide", "decisions", "defer", "delete", "announce", "ack"];
    let check =
        |typed: &str, want: Option<&str>| assert_eq!(closest(typed, known), want, "{typed:?}");
    check("decied", Some("decide"));
    check("DELET", Some("delete"));
    check("anno", Some("announce"));
    check("decis", Some("decisions"));
    check("ak", Some("ack"));
    check("dec", None);
    check("xyzzy", None);
    check("", None);
    assert_eq!(closest("a", []), None);
}

#[test]
fn a_slug_is_a_safe_file_name() {
    let check =
        |title: &str, max: usize, want: &str| assert_eq!(slug(title, max), want, "{title:?}");
    check("Launch sync: week 48!", 40, "launch-sync-week-48");
    check("  Où est-ce?  ", 40, "ou-est-ce");
    check("Liam's plan", 40, "liams-plan");
    check("../../etc/passwd", 40, "etc-passwd");
    check("Which region goes first", 15, "which-region");
    check("Which region", 12, "which-region");
    check("Which region now", 12, "which-region");
    check("Which region now", 13, "which-region");
    check("incomprehensibilities", 10, "incomprehe");
    check("", 40, "untitled");
    check("東京", 40, "untitled");
    check("東京 Q4", 40, "q4");
    check("", 3, "unt");
    check("abc", 0, "a");
    check("CON", 40, "x-con");
    check("nul", 3, "x");
    check("com1", 40, "x-com1");
    check("console", 3, "x");
    check("com10", 40, "com10");
}

/// The plain definition of distance at most one, to hold the fast one against.
fn is_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let without = |of: &[char], i: usize| [&of[..i], &of[i + 1..]].concat();
    let replaced = |i: usize| a.len() == b.len() && without(&a, i) == without(&b, i);
    let swapped = |i: usize| {
        let mut a = a.clone();
        a.swap(i, i + 1);
        a == b
    };
    a == b
        || (0..a.len()).any(|i| without(&a, i) == b || replaced(i))
        || (0..b.len()).any(|i| without(&b, i) == a)
        || (1..a.len()).any(|i| swapped(i - 1))
}

proptest! {
    #[test]
    fn one_slip_is_what_its_definition_says(a in "[abé]{0,6}", b in "[abé]{0,6}") {
        prop_assert_eq!(within_one_slip(&a, &b), is_one_edit(&a, &b));
        prop_assert_eq!(within_one_slip(&a, &b), within_one_slip(&b, &a));
    }

    #[test]
    fn no_text_panics_and_every_handle_reads_back(text: String, other: String, max in 0..50usize) {
        if let Ok(handle) = read_handle(&text) {
            prop_assert_eq!(read_handle(handle.as_str()), Ok(handle.clone()));
            prop_assert_eq!(read_handle(&format!("@{handle}")), Ok(handle));
        }
        if let Some(handle) = handle_from_name(&text) {
            prop_assert_eq!(read_handle(handle.as_str()), Ok(handle));
        }
        initials(&text);
        prop_assert!(text.contains(first_name(&text)));
        prop_assert_eq!(within_one_slip(&text, &other), within_one_slip(&other, &text));
        is_near(&text, &other);
        closest(&text, [other.as_str(), "x"]);
        slug(&text, max);
    }

    #[test]
    fn every_slug_is_safe(text in prop_oneof![any::<String>(), "[a-cé '-]{0,30}", "(con|nul|com1)[a-z]{0,3}"], max in 0..20usize) {
        let slug = slug(&text, max);
        prop_assert!(!slug.is_empty() && slug.len() <= max.max(1));
        prop_assert!(slug.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        prop_assert!(!["con", "prn", "aux", "nul", "com1", "lpt9"].contains(&slug.as_str()));
    }
}
