//! `(key: value)` and `[key:: value]` in a line: finds them, sets nothing.

/// The fields that a group can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Due,
    Owner,
    Decider,
    Priority,
    Waiting,
    Workstream,
}

/// Returns the key of a name before a colon.
pub(super) fn key(name: &str) -> Option<Key> {
    match name.trim().to_lowercase().as_str() {
        "due" | "deadline" | "eta" | "due date" | "due by" | "by when" | "target date" => {
            Some(Key::Due)
        }
        "owner" | "owners" | "assignee" | "assignees" | "assigned" | "assigned to"
        | "responsible" | "who" => Some(Key::Owner),
        "decider" | "decided by" => Some(Key::Decider),
        "priority" | "prio" | "p" => Some(Key::Priority),
        "waiting on" | "waiting for" | "waiting" => Some(Key::Waiting),
        "workstream" | "ws" => Some(Key::Workstream),
        _ => None,
    }
}

/// One group and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Group<'t> {
    pub key: Key,
    pub value: &'t str,
    pub start: usize,
    pub end: usize,
}

/// Finds `(key: value)`, `[key:: value]` and org's `DEADLINE: <date>`.
pub(super) fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(['(', '[', '<']) {
        let start = from + found;
        let group = group_at(text, start);
        from = group.as_ref().map_or(start + 1, |group| group.end);
        if let Some(group) = group {
            groups.extend(parted(group));
        }
    }
    if groups.is_empty() {
        groups = at_the_end(text);
    }
    if groups.is_empty() {
        groups.extend(doubled(text));
    }
    groups
}

/// Reads `… owner:: Lee`, up to the end of the line.
fn doubled(text: &str) -> Option<Group<'_>> {
    let sign = text.find(":: ")?;
    let start = text[..sign].rfind(' ').map_or(0, |space| space + 1);
    let value = text[sign + 3..].trim();
    Some(Group {
        key: key(&text[start..sign])?,
        value: (!value.contains("::")).then_some(value)?,
        start,
        end: text.len(),
    })
}

/// Reads a whole line of fields: `Owner: Lee`, `Owner: Lee; Due: fri`.
pub(super) fn alone(text: &str) -> Option<Vec<Group<'_>>> {
    let (name, value) = text.split_once(':')?;
    let when = || name.trim().eq_ignore_ascii_case("when").then_some(Key::Due);
    let key = key(name).or_else(when).filter(|_| name.len() > 2)?;
    let value = value.trim().trim_end_matches(['.', ';', ',']);
    (!value.is_empty()).then(|| {
        parted(Group {
            key,
            value,
            start: 0,
            end: text.len(),
        })
    })
}

/// Parts `(owner: Lee, due: fri)` into its fields, which stand in one place.
fn parted(group: Group<'_>) -> Vec<Group<'_>> {
    let mut fields = Vec::new();
    let (mut own, mut value) = (group.key, group.value);
    while let Some((before, next, after)) = next_field(value) {
        fields.push(Group {
            key: own,
            value: before,
            ..group
        });
        (own, value) = (next, after);
    }
    fields.push(Group {
        key: own,
        value,
        ..group
    });
    fields
}

/// Finds `, due: …`, `; due: …` or `| due: …` in what follows a key.
fn next_field(value: &str) -> Option<(&str, Key, &str)> {
    value
        .match_indices([',', ';', '|'])
        .take(8)
        .find_map(|(at, _)| {
            let (name, after) = value[at + 1..].split_once(':')?;
            let key = key(name)?;
            Some((value[..at].trim(), key, after.trim()))
        })
}

/// Reads `… - Owner: Lee - Due: fri` and `… | Owner: Lee | Due: fri`, each up to the next sign.
fn at_the_end(text: &str) -> Vec<Group<'_>> {
    const SIGNS: [&str; 5] = [" - ", " – ", " — ", " | ", ". "];
    let mut groups = Vec::new();
    let mut end = text.len();
    let last_sign = |end: usize| {
        let found = |sign: &&str| Some((text[..end].rfind(*sign)?, sign.len()));
        SIGNS.iter().filter_map(found).max()
    };
    // A line holds few fields; the bound keeps a long line linear.
    while let Some((at, width)) = last_sign(end).filter(|_| groups.len() < 4) {
        let field = text[at + width..end].split_once(':');
        let named = |(name, value): (&str, _)| Some((key(name).filter(|_| name.len() > 2)?, value));
        let Some((key, value)) = field.and_then(named) else {
            break;
        };
        groups.insert(
            0,
            Group {
                key,
                value: value.trim().trim_end_matches('.'),
                start: at,
                end,
            },
        );
        end = at;
    }
    groups
}

fn group_at(text: &str, start: usize) -> Option<Group<'_>> {
    let inner = &text[start + 1..];
    let close = match text.as_bytes()[start] {
        b'(' => ')',
        b'[' => ']',
        _ => return deadline_at(text, start),
    };
    let colon = inner
        .bytes()
        .take(16)
        .position(|b| b == b':' || b == close as u8)?;
    let key = key(inner.get(..colon)?).filter(|_| inner[colon..].starts_with(':'))?;
    let value_start = colon + 1 + usize::from(inner[colon + 1..].starts_with(':'));
    let length = inner[value_start..]
        .bytes()
        .take(200)
        .position(|b| b == close as u8)?;
    let value = inner[value_start..value_start + length].trim();
    Some(Group {
        key,
        value,
        start,
        end: start + 1 + value_start + length + 1,
    })
}

fn deadline_at(text: &str, start: usize) -> Option<Group<'_>> {
    let head = text[..start].trim_end();
    let key_start = head
        .len()
        .checked_sub("DEADLINE:".len())
        .filter(|at| head.get(*at..) == Some("DEADLINE:"))?;
    let length = text[start..].bytes().take(40).position(|b| b == b'>')?;
    let value = text[start + 1..start + length]
        .split(' ')
        .next()
        .unwrap_or("");
    Some(Group {
        key: Key::Due,
        value,
        start: key_start,
        end: start + length + 1,
    })
}
