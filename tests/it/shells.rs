//! The completions, loaded in the shells themselves. bash is always there; zsh, fish and groff are
//! installed by `.ci/run`, and a run with `TPM_TEST_SHELLS` set fails without them. PowerShell
//! is in no package registry of a plain machine: it is loaded where it is installed, and elsewhere the
//! text of its script and the answers that it is given are tested.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// Whether a program is installed.
fn is_installed(program: &str) -> bool {
    Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap()
        .success()
}

/// Whether a program is installed. Where all are to be tested, one that is missing is a failure.
pub fn is_there(program: &str) -> bool {
    let found = is_installed(program);
    assert!(
        found || std::env::var_os("TPM_TEST_SHELLS").is_none(),
        "{program} is missing; .ci/run installs it"
    );
    found
}

/// A sandbox with items, people and workstreams, in which `tpm` is on the path.
fn stocked() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for line in [
        "person priya --name 'Priya Shah'",
        "person lee --name 'Lee Wong'",
        "workstream launch --name 'The launch'",
        "workstream billing",
        "act @priya send the plan: all of it -w launch",
        "act @lee book the room",
        "done A-2",
        "act @lee leave the room",
        "propose 'Which vendor?'",
        "meet 'Launch sync'",
        "config set aliases.mine 'actions --owner me'",
    ] {
        sandbox.ok(line);
    }
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = sandbox.ok(&format!("completions {shell}"));
        sandbox.write(&format!("tpm.{shell}"), script);
    }
    let program = Path::new(env!("CARGO_BIN_EXE_tpm")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    sandbox.set("PATH", &format!("{}:{path}", program.display()));
    sandbox
}

/// Runs a shell on a script and returns what it printed; one that hangs fails the test.
fn run(sandbox: &Sandbox, shell: &[&str], script: &str) -> String {
    let tpm = sandbox.command(&[]);
    let mut command = Command::new(shell[0]);
    command
        .args(&shell[1..])
        .arg(script)
        .current_dir(sandbox.home())
        .env_clear()
        .envs(
            tpm.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .env("TERM", "dumb")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let id = child.id();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = receiver.recv_timeout(Duration::from_secs(60)) else {
        let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        panic!("{} did not return", shell[0]);
    };
    let output = output.unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).unwrap().replace('\r', "")
}

/// What bash hands over: the line up to the cursor, and the end of it that it takes for the word.
const BASH: [(&str, &str); 12] = [
    ("tpm foll", "foll"),
    ("tpm mi", "mi"),
    ("tpm done ", ""),
    ("tpm done a1", "a1"),
    ("tpm show A-2", "A-2"),
    ("tpm act @pr", "@pr"),
    ("tpm actions --owner=@le", "@le"),
    ("tpm actions --owner lee,@p", "@p"),
    ("tpm act 'send it' -w la", "la"),
    ("tpm mine --work", "--work"),
    ("tpm config get week", "week"),
    ("tpm meet x --notes tpm.b", "tpm.b"),
];

#[test]
fn bash_completes_commands_ids_people_and_workstreams() {
    let sandbox = stocked();
    let mut script = String::from(
        "source tpm.bash\ncomplete -p tpm\n\
         try() { COMP_LINE=$1; COMP_POINT=${#1}; _tpm tpm \"$2\" x; echo \"$1| ${COMPREPLY[*]}\"; }\n",
    );
    for (line, word) in BASH {
        script.push_str(&format!("try \"{line}\" \"{word}\"\n"));
    }
    let printed = run(&sandbox, &["bash", "--norc", "--noprofile", "-c"], &script);
    assert_snapshot!(printed, @"
    complete -o nosort -F _tpm tpm
    tpm foll| followup
    tpm mi| minutes milestone milestones mine
    tpm done | A-3 A-1
    tpm done a1| a1
    tpm show A-2| A-2
    tpm act @pr| @priya
    tpm actions --owner=@le| @lee
    tpm actions --owner lee,@p| @priya
    tpm act 'send it' -w la| launch
    tpm mine --work| --workstream
    tpm config get week| week_start
    tpm meet x --notes tpm.b| tpm.bash
    ");
}

#[test]
fn zsh_completes_commands_ids_people_and_workstreams() {
    if !is_there("zsh") {
        return;
    }
    let sandbox = stocked();
    // A zsh at a terminal of its own: each line is typed, completed, and shown as it then stands.
    let lines = [
        "tpm foll",
        "tpm mi",
        "tpm show d",
        "tpm show a-2",
        "tpm act @pr",
        "tpm actions --owner=@le",
        "tpm actions --owner lee,@p",
        "tpm act 'send it' -w la",
        "tpm config get week",
        "tpm meet x --notes tpm.b",
    ];
    let mut script = String::from(
        "zmodload zsh/zpty\n\
         zpty inner zsh -f -i\n\
         zpty -w inner 'PROMPT=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -D -u; \
         source ./tpm.zsh; shown() { zle complete-word; print -r -- \"<\"\"<$BUFFER>\"\">\"; BUFFER=; }; \
         zle -N shown; bindkey \"^I\" shown; print \"rea\"\"dy\"'\n\
         zpty -r inner said '*ready*'\n",
    );
    for line in lines {
        script.push_str(&format!(
            "zpty -w -n inner {}$'\\t'\nzpty -r inner said '*<<*>>*'\n\
             said=${{said##*<<}}; print -r -- {}\"| ${{said%%>>*}}|\"\n",
            quoted(line),
            quoted(line)
        ));
    }
    script.push_str("zpty -d inner\n");
    let printed = run(&sandbox, &["zsh", "-f", "-c"], &script);
    assert_snapshot!(printed, @"
    tpm foll| tpm followup |
    tpm mi| tpm mi|
    tpm show d| tpm show d-1 |
    tpm show a-2| tpm show a-2 |
    tpm act @pr| tpm act @priya |
    tpm actions --owner=@le| tpm actions --owner=@lee |
    tpm actions --owner lee,@p| tpm actions --owner lee,@priya |
    tpm act 'send it' -w la| tpm act 'send it' -w launch |
    tpm config get week| tpm config get week_start |
    tpm meet x --notes tpm.b| tpm meet x --notes tpm.bash |
    ");
}

#[test]
fn fish_completes_commands_ids_people_and_workstreams() {
    if !is_there("fish") {
        return;
    }
    let sandbox = stocked();
    let lines = [
        "tpm foll",
        "tpm mi",
        "tpm done ",
        "tpm show A-2",
        "tpm act @pr",
        "tpm actions --owner=@le",
        "tpm actions --owner lee,@p",
        "tpm act 'send it' -w ",
        "tpm actions --status wai",
        "tpm config get week",
        "tpm meet x --notes tpm.b",
    ];
    let mut script = String::from("source tpm.fish\n");
    for line in lines {
        let quoted = quoted(line);
        script.push_str(&format!("echo {quoted}\ncomplete --do-complete {quoted}\n"));
    }
    let printed = run(&sandbox, &["fish", "--no-config", "-c"], &script);
    assert_snapshot!(printed, @"
    tpm foll
    followup	List what is overdue, by person, oldest first
    tpm mi
    minutes	Export meetings' notes to Markdown
    milestone	Set a milestone, or say when one is expected now
    milestones	List milestones: those ahead, with how far they slipped
    mine	actions --owner me
    tpm done 
    A-3	leave the room
    A-1	send the plan: all of it
    tpm show A-2
    A-2	book the room
    tpm act @pr
    @priya	Priya Shah
    tpm actions --owner=@le
    --owner=@lee	Lee Wong
    tpm actions --owner lee,@p
    lee,@priya	Priya Shah
    tpm act 'send it' -w 
    billing
    launch	The launch
    tpm actions --status wai
    waiting
    tpm config get week
    week_start	monday, sunday, saturday
    tpm meet x --notes tpm.b
    tpm.bash
    ");
}

#[test]
fn powershell_is_given_values_with_what_they_are() {
    let sandbox = stocked();
    let script = sandbox.ok("completions powershell");
    assert!(
        script.contains("Register-ArgumentCompleter -Native -CommandName tpm")
            && script.contains("tpm __complete powershell \"--word=$wordToComplete\" -- @before"),
        "{script}"
    );
    assert_snapshot!(sandbox.ok("__complete powershell --word=A- -- show"), @"
    A-3	leave the room
    A-1	send the plan: all of it
    ");
}

#[test]
fn powershell_completes_commands_ids_and_workstreams_where_it_is_installed() {
    if !is_installed("pwsh") {
        return;
    }
    let sandbox = stocked();
    sandbox.write("tpm.ps1", sandbox.ok("completions powershell"));
    let script = ". ./tpm.ps1\n\
        foreach ($line in 'tpm foll', 'tpm show A-', 'tpm actions -w lau') {\n\
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }\n";
    let powershell = ["pwsh", "-NoProfile", "-NonInteractive", "-Command"];
    let printed = run(&sandbox, &powershell, script);
    for wanted in ["followup", "A-1", "launch"] {
        assert!(printed.contains(wanted), "{printed}");
    }
}

#[test]
fn completing_reads_only_and_says_nothing_of_what_is_wrong() {
    let mut sandbox = Sandbox::new();
    let ask = |sandbox: &Sandbox| {
        let exchange = sandbox.tpm("__complete fish --word=A- -- show");
        assert_eq!(
            (exchange.code, exchange.stderr.as_str()),
            (0, ""),
            "{exchange}"
        );
        exchange.stdout
    };
    assert_eq!(ask(&sandbox), "");
    let files = std::fs::read_dir(sandbox.home()).unwrap().count();
    assert_eq!(files, 0, "completing made a file");
    sandbox.ok("act book the room");
    assert_eq!(ask(&sandbox), "A-1\tbook the room\n");
    sandbox.write(".config/tpm/config.toml", "actr = 1\n");
    assert_eq!(ask(&sandbox), "A-1\tbook the room\n");
    sandbox.write("other.db", "no database");
    sandbox.set("TPM_DB", "other.db");
    assert_eq!(ask(&sandbox), "");
}

#[test]
fn a_title_cannot_steer_the_shell() {
    let sandbox = Sandbox::new();
    sandbox.ok("act --literal 'ring\tthe\u{1b}[31m bell\u{7}: $(touch pwned) `touch pwned`'");
    for shell in ["fish", "zsh", "powershell"] {
        let printed = sandbox.ok(&format!("__complete {shell} --word=A- -- show"));
        assert_eq!(printed.lines().count(), 1, "{printed}");
        assert_eq!(
            printed.matches('\t').count(),
            usize::from(shell != "zsh"),
            "{printed}"
        );
        assert!(!printed.contains(['\u{1b}', '\u{7}']), "{printed}");
    }
}

fn quoted(line: &str) -> String {
    format!("\"{line}\"")
}
